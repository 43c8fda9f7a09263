"""The real decoder process with a fault in it, of the kinds that a crafted file can cause.

    python faulty_decoder.py BOARD RING MEMORY      with CPCL_FAULT=KIND:WHERE in the environment

WHERE is a span of a video's time in seconds ("1.2-1.4"), the number of a
packet ("packet#40"), or part of an image file's name; KIND is crash, hang, memory or nonsense.
"""

import itertools
import os
import signal
import sys

from cpcl_desktop.engine.decoder import process as decoder_process
from cpcl_desktop.engine.media import frame_folder
from cpcl_desktop.engine.media.decoding import Decoding

KIND, _, WHERE = os.environ["CPCL_FAULT"].partition(":")


def fail() -> None:
    """Do what the fault does; comes back from none of them."""
    if KIND == "hang":
        while True:
            signal.pause()
    if KIND == "memory":
        held = []
        while True:
            held.append(bytearray(64 << 20))
    if KIND == "nonsense":
        os.write(SINK, b"\xff" * 4096)
    os.kill(os.getpid(), signal.SIGSEGV)


def main() -> None:
    """Put the fault where it belongs and serve."""
    decode = Decoding._decoded
    if WHERE.startswith("packet#"):
        packets = itertools.count()

        def counted(self: Decoding, packet):
            if next(packets) == int(WHERE.partition("#")[2]):
                fail()
            return decode(self, packet)

        Decoding._decoded = counted
    elif WHERE[0].isdigit():
        first_s, last_s = map(float, WHERE.split("-"))

        def decoded(self: Decoding, packet):
            if packet is not None and packet.pts is not None:
                time_s = self._facts.clock.to_us(packet.pts) / 1e6
                if first_s <= time_s <= last_s:
                    fail()
            return decode(self, packet)

        Decoding._decoded = decoded
    else:
        read = frame_folder.read_damaged_image

        def read_or_fail(path, *how):
            if WHERE in path.name:
                fail()
            return read(path, *how)

        frame_folder.read_damaged_image = decoder_process.read_damaged_image = read_or_fail
    decoder_process.main(sys.argv[1:])


if __name__ == "__main__":
    SINK = os.dup(1)
    main()
