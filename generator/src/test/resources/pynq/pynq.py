"""Stands in for PYNQ: Overlay, its registers and its DMA are a simulation, control_bench in the scenario `serve`.

WINNOW_BENCH is its command. Buffers are lists of numbers of one byte.
"""
import os
import subprocess


class Simulation:
    def __init__(self):
        self.process = subprocess.Popen(
            os.environ["WINNOW_BENCH"].split("\n"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True)

    def ask(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer or answer[0] == "FAIL":
            raise RuntimeError("the simulation says: " + " ".join(answer))
        return [int(word, 16) for word in answer]


class Registers:
    def __init__(self, simulation):
        self.simulation = simulation

    def read(self, offset):
        return self.simulation.ask("read", "%x" % offset)[0]

    def write(self, offset, value):
        self.simulation.ask("write", "%x" % offset, "%x" % value)


class Buffer(list):
    synchronized = False

    def flush(self):
        self.synchronized = True

    def invalidate(self):
        self.synchronized = True


class SendChannel:
    def __init__(self, simulation):
        self.simulation = simulation

    def transfer(self, buffer):
        assert buffer.synchronized, "a buffer is flushed before it is sent"
        self.simulation.ask("send", *["%x" % value for value in buffer])

    def wait(self):
        self.simulation.ask("sent")


class ReceiveChannel:
    def __init__(self, simulation):
        self.simulation = simulation
        self.buffer = None

    def transfer(self, buffer):
        self.buffer = buffer

    def wait(self):
        values = self.simulation.ask("receive", "%x" % len(self.buffer))
        self.buffer[:] = [value - 256 if value > 127 else value for value in values]


class Dma:
    def __init__(self, simulation):
        self.sendchannel = SendChannel(simulation)
        self.recvchannel = ReceiveChannel(simulation)


class Overlay:
    def __init__(self, bitstream):
        assert bitstream == "design.bit"
        simulation = Simulation()
        self.lenet_axi_0 = Registers(simulation)
        self.axi_dma_0 = Dma(simulation)


def allocate(shape, dtype):
    assert dtype in ("int8", "uint8")
    return Buffer([0] * shape[0])
