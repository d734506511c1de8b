"""Which addresses on the network a stranger's text may make us ask: the public ones."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): where a network has only IPv6, every IPv4 address looks like this."""
_MORE = (IPv4Network("168.63.129.16/32"), IPv4Network("192.0.0.0/24"), IPv6Network("fec0::/10"))
"""What a cloud has inside under a public address, protocols' own (RFC 6890, of which older
versions of Python know only a part), and site-local addresses, which were given up."""


def is_public(address: str) -> bool:
    """Return whether an IP address, as a socket has it, is one that the whole world reaches."""
    ip = ip_address(address.partition("%")[0])
    inner = _inside(ip)
    if inner:
        return is_public(str(inner))
    if isinstance(ip, IPv6Address) and ip.teredo:
        return False
    special = ip.is_multicast or ip.is_reserved or ip.is_link_local or ip.is_loopback
    return ip.is_global and not special and not any(ip in network for network in _MORE)


def _inside(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
