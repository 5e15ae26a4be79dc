"""What authors of exercises need: proof that one is good, templates, the copy to hand out."""
