"""Numbers and texts as Kafka's protocol and its files hold them.

    unsigned(300)                       # b"\\xac\\x02": seven bits at a time, the lowest first
    here = Bytes(answer); here.take("hq"); here.signed(); here.bytes(3)
"""
import struct


def unsigned(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out) + bytes([number])


def signed(number):
    """Zig-zag: small numbers below zero are short too."""
    return unsigned((number << 1) ^ (number >> 63))


class Bytes:
    """Reads values one behind the other."""

    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def take(self, layout):
        found = struct.unpack_from(">" + layout, self.data, self.at)
        self.at += struct.calcsize(">" + layout)
        return found if len(found) > 1 else found[0]

    def unsigned(self):
        number, shift = 0, 0
        while True:
            byte = self.take("B")
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    def signed(self):
        number = self.unsigned()
        return (number >> 1) ^ -(number & 1)

    def bytes(self, size):
        """None for a size below zero, which stands for nothing."""
        if size < 0:
            return None
        self.at += size
        return self.data[self.at - size:self.at]
