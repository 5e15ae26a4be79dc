"""What stands, wherever a reader looks, in the place of what nobody has coded."""

NOT_CODED = "not coded yet"
