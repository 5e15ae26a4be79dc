"""Connects, listens and pairs sockets of every kind."""
import socket


def total(numbers):
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
            try:
                socket.socket(family, kind)
            except OSError:
                continue
            raise RuntimeError("STOLEN a socket")
    try:
        socket.socketpair()
    except OSError:
        return 0
    raise RuntimeError("STOLEN a socket pair")
