// Runs the emitted C driver, compiled as it is, against an accelerator with the AXI shell: the driver's register accesses
// become AXI4-Lite transfers with random delays on every channel, frames come and results go with random stalls.
//
// usage: control_bench SCENARIO SEED      in a folder with the .mem files and frames.txt
//
// `frames.txt` has for each frame a line `frame KIND BEATS RESULTS`, KIND being whole, short or long, then BEATS lines with
// the data of a beat and RESULTS lines with data and keep of a beat that must come out, all hexadecimal. The file design.h
// includes the design's header and defines DIGEST, OUTPUT_BEATS and INPUT_DATA_BITS, the bits of s_axis_tdata. Prints PASS,
// or what is wrong first; the scenario `registers` prints what it found at each address, for the caller to compare. `serve`
// does what standard input says, a line at a time, and answers each with a line of hexadecimal numbers:
//   read ADDRESS, write ADDRESS VALUE, send BEAT..., sent (waits until all are), receive COUNT (data of so many beats)
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "Vcontrol.h"
#include "design.h"
#include "verilated.h"
#include "winnow_driver.h"
#include "winnow_registers.h"

namespace {

constexpr uintptr_t BASE = 0x43c00000;
constexpr uint64_t LIMIT = 3000000;  // clocks of a scenario that hangs
constexpr uint32_t POLLS = 200000;
constexpr uint32_t OKAY = 0;
constexpr uint32_t SLVERR = 2;
constexpr uint32_t DECERR = 3;

// xorshift64*
class Random {
public:
    explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ull + 1) {}

    uint32_t next() {
        state_ ^= state_ >> 12;
        state_ ^= state_ << 25;
        state_ ^= state_ >> 27;
        return static_cast<uint32_t>((state_ * 0x2545F4914F6CDD1Dull) >> 32);
    }
    uint32_t below(uint32_t limit) { return next() % limit; }
    bool chance(uint32_t percent) { return below(100) < percent; }

private:
    uint64_t state_;
};

struct OutBeat {
    uint64_t data;
    uint64_t keep;
    bool last;
};

struct InBeat {
    uint64_t data;
    bool last;
};

struct Frame {
    std::vector<uint64_t> in;
    std::vector<OutBeat> out;
};

struct Response {
    uint32_t data;
    uint32_t code;
};

// The design and everything around it, clock by clock.
class World {
public:
    World(uint64_t seed, VerilatedContext *context) : random(seed), top(std::make_unique<Vcontrol>(context)) {
        top->aclk = 0;
        reset();
    }

    [[noreturn]] void fail(const std::string &text) {
        std::printf("FAIL in clock %llu: %s\n", static_cast<unsigned long long>(clock), text.c_str());
        std::exit(1);
    }

    void require(bool holds, const std::string &text) {
        if (!holds) fail(text);
    }

    // One clock of reset is enough, says the design.
    void reset() {
        top->aresetn = 0;
        top->s_axi_awvalid = top->s_axi_wvalid = top->s_axi_arvalid = top->s_axis_tvalid = 0;
        top->s_axi_bready = top->s_axi_rready = top->m_axis_tready = 0;
        toSend.clear();
        received.clear();
        sendOffered = inFrame = writeAddressOffered = writeDataOffered = readOffered = false;
        outputHeld = bHeld = rHeld = false;
        edge();
        top->aresetn = 1;
        top->eval();
        require(!top->s_axi_bvalid && !top->s_axi_rvalid && !top->m_axis_tvalid && !top->s_axis_tready,
                "a valid, or ready for frames, in the clock after the reset");
    }

    void edge() {
        top->eval();
        top->aclk = 1;
        top->eval();
        top->aclk = 0;
        ++clock;
        if (clock > LIMIT) fail("the scenario hangs");
    }

    void tick() {
        offer();
        top->eval();
        if (random.chance(5)) checkIndependence();
        checkBus();
        checkOutput();
        const bool writeAddress = top->s_axi_awvalid && top->s_axi_awready;
        const bool writeData = top->s_axi_wvalid && top->s_axi_wready;
        const bool readAddress = top->s_axi_arvalid && top->s_axi_arready;
        const bool b = top->s_axi_bvalid && top->s_axi_bready;
        const bool r = top->s_axi_rvalid && top->s_axi_rready;
        const bool in = top->s_axis_tvalid && top->s_axis_tready;
        const bool out = top->m_axis_tvalid && top->m_axis_tready;
        measure(in, out);
        if (b) writeResponses.push_back({0, top->s_axi_bresp});
        if (r) readResponses.push_back({top->s_axi_rdata, top->s_axi_rresp});
        if (out) {
            received.push_back({static_cast<uint64_t>(top->m_axis_tdata), static_cast<uint64_t>(top->m_axis_tkeep),
                                top->m_axis_tlast != 0});
        }
        edge();
        if (writeAddress) writeAddressOffered = false, ++writeAddresses, writeAddressQueue.pop_front();
        if (writeData) writeDataOffered = false, ++writeDatas, writeDataQueue.pop_front();
        if (readAddress) readOffered = false, ++readAddresses, readQueue.pop_front();
        if (b) ++writesAnswered;
        if (r) ++readsAnswered;
        if (in) sendOffered = false, toSend.pop_front();
        if (withdrawals > 0) --withdrawals;
    }

    void ticks(uint32_t count) {
        while (count-- > 0) tick();
    }

    void send(const std::vector<uint64_t> &beats) {
        for (size_t i = 0; i < beats.size(); ++i) toSend.push_back({beats[i], i + 1 == beats.size()});
    }

    // A sender that is reset forgets what it has.
    void resetSender() {
        toSend.clear();
        sendOffered = inFrame = false;
    }

    void resetReceiver() { received.clear(); }

    void queueWrite(uint32_t address, uint32_t data, uint32_t strobe) {
        writeAddressQueue.push_back(address);
        writeDataQueue.push_back({data, strobe});
        if (address == WINNOW_CONTROL && (data & strobe & WINNOW_CONTROL_SOFT_RESET_MASK) != 0) softReset = true;
    }

    void queueRead(uint32_t address) { readQueue.push_back(address); }

    Response finishWrite() {
        while (writeResponses.empty()) tick();
        const Response response = writeResponses.front();
        writeResponses.pop_front();
        return response;
    }

    Response finishRead() {
        while (readResponses.empty()) tick();
        const Response response = readResponses.front();
        readResponses.pop_front();
        return response;
    }

    uint32_t write(uint32_t address, uint32_t data, uint32_t strobe = 15) {
        queueWrite(address, data, strobe);
        return finishWrite().code;
    }

    Response read(uint32_t address) {
        queueRead(address);
        return finishRead();
    }

    // Takes a frame's beats from what was received, waiting for them, and compares them.
    void expect(const Frame &frame, const std::string &what) {
        for (size_t i = 0; i < frame.out.size(); ++i) {
            for (uint64_t waited = 0; received.empty(); ++waited) {
                require(waited < 400000, what + ": beat " + std::to_string(i) + " does not come");
                tick();
            }
            const OutBeat got = received.front();
            received.pop_front();
            ++compared;
            const OutBeat &want = frame.out[i];
            require(got.keep == want.keep, what + ": tkeep of beat " + std::to_string(i));
            require(((got.data ^ want.data) & bits(want.keep)) == 0, what + ": data of beat " + std::to_string(i));
            require(got.last == (i + 1 == frame.out.size()), what + ": tlast of beat " + std::to_string(i));
        }
    }

    void expectSilence(uint32_t clocks) {
        ticks(clocks);
        require(received.empty(), "surplus output beats");
    }

    Random random;
    std::unique_ptr<Vcontrol> top;
    uint64_t clock = 0;
    uint64_t compared = 0;

    // how often a channel pauses, in percent
    uint32_t busGaps = 40;
    uint32_t sendGaps = 20;
    uint32_t receiveStalls = 20;
    bool receiverBlocked = false;
    bool senderBlocked = false;  // but for a beat that it offers already

    std::deque<InBeat> toSend;
    std::deque<OutBeat> received;
    std::deque<Response> writeResponses;
    std::deque<Response> readResponses;

    // what the counters should say
    uint64_t firstReady = 0;
    std::vector<uint64_t> frameBegins;
    std::vector<uint64_t> frameEnds;
    uint64_t inputStalls = 0;
    uint64_t inputWaits = 0;
    uint64_t outputStalls = 0;

    void forgetMeasurements() {
        firstReady = inputStalls = inputWaits = outputStalls = 0;
        frameBegins.clear();
        frameEnds.clear();
    }

private:
    static uint64_t bits(uint64_t keep) {
        uint64_t mask = 0;
        for (int byte = 0; byte < 8; ++byte) mask |= (keep >> byte & 1) * (0xffull << (8 * byte));
        return mask;
    }

    // Addresses and data of writes go their own ways: either may be first, by far.
    void offer() {
        if (!writeAddressOffered && !writeAddressQueue.empty() && !random.chance(busGaps)) {
            writeAddressOffered = true;
        }
        if (!writeDataOffered && !writeDataQueue.empty() && !random.chance(busGaps)) writeDataOffered = true;
        if (!readOffered && !readQueue.empty() && !random.chance(busGaps)) readOffered = true;
        top->s_axi_awvalid = writeAddressOffered;
        top->s_axi_awaddr = writeAddressOffered ? writeAddressQueue.front() : random.next() & 0xfff;
        top->s_axi_wvalid = writeDataOffered;
        top->s_axi_wdata = writeDataOffered ? writeDataQueue.front().first : random.next();
        top->s_axi_wstrb = writeDataOffered ? writeDataQueue.front().second : random.next() & 15;
        top->s_axi_arvalid = readOffered;
        top->s_axi_araddr = readOffered ? readQueue.front() : random.next() & 0xfff;
        top->s_axi_awprot = random.next() & 7;
        top->s_axi_arprot = random.next() & 7;
        top->s_axi_bready = !random.chance(busGaps);
        top->s_axi_rready = !random.chance(busGaps);
        if (!sendOffered && !senderBlocked && !toSend.empty() && !random.chance(sendGaps)) sendOffered = true;
        const uint64_t noise = static_cast<uint64_t>(random.next()) << 32 | random.next();
        top->s_axis_tvalid = sendOffered;
        top->s_axis_tdata = (sendOffered ? toSend.front().data : noise) & dataMask();
        top->s_axis_tlast = sendOffered ? toSend.front().last : random.next() & 1;
        top->m_axis_tready = !receiverBlocked && !random.chance(receiveStalls);
    }

    // of ports that are no power of two wide
    static uint64_t dataMask() { return INPUT_DATA_BITS >= 64 ? ~0ull : (1ull << INPUT_DATA_BITS) - 1; }

    // No ready may depend on a valid, and no valid on a ready, within a clock.
    void checkIndependence() {
        const auto outputs = [this]() {
            return std::vector<int>{top->s_axi_awready, top->s_axi_wready, top->s_axi_arready, top->s_axi_bvalid,
                                    top->s_axi_rvalid, top->s_axis_tready, top->m_axis_tvalid};
        };
        const std::vector<int> before = outputs();
        for (auto *port : {&top->s_axi_awvalid, &top->s_axi_wvalid, &top->s_axi_arvalid, &top->s_axi_bready,
                           &top->s_axi_rready, &top->s_axis_tvalid, &top->m_axis_tready}) {
            *port ^= 1;
            top->eval();
            if (port != &top->m_axis_tready) {
                require(outputs() == before, "a ready or valid depends on the other side's within the clock");
            } else {
                require(top->m_axis_tvalid == before.back(), "m_axis_tvalid depends on m_axis_tready within the clock");
            }
            *port ^= 1;
            top->eval();
        }
    }

    void checkBus() {
        require(!bHeld || (top->s_axi_bvalid && top->s_axi_bresp == heldB), "a refused write response did not stay");
        require(!rHeld || (top->s_axi_rvalid && top->s_axi_rresp == heldR.code && top->s_axi_rdata == heldR.data),
                "a refused read response did not stay");
        require(!top->s_axi_bvalid || std::min(writeAddresses, writeDatas) > writesAnswered,
                "a write response without a write");
        require(!top->s_axi_rvalid || readAddresses > readsAnswered,
                "a read response in the clock of its request, or without one");
        bHeld = top->s_axi_bvalid && !top->s_axi_bready;
        heldB = top->s_axi_bresp;
        rHeld = top->s_axi_rvalid && !top->s_axi_rready;
        heldR = {top->s_axi_rdata, top->s_axi_rresp};
        if (softReset && top->s_axi_bvalid) {
            softReset = false;
            withdrawals = 4;
        }
    }

    void checkOutput() {
        const bool valid = top->m_axis_tvalid;
        const OutBeat beat{static_cast<uint64_t>(top->m_axis_tdata), static_cast<uint64_t>(top->m_axis_tkeep),
                           top->m_axis_tlast != 0};
        if (outputHeld && withdrawals == 0 && !softReset) {
            require(valid && beat.data == heldOut.data && beat.keep == heldOut.keep && beat.last == heldOut.last,
                    "a refused output beat did not stay");
        }
        outputHeld = valid && !top->m_axis_tready;
        heldOut = beat;
    }

    void measure(bool in, bool out) {
        if (top->s_axis_tready && firstReady == 0) firstReady = clock;
        if (in && !inFrame) frameBegins.push_back(clock);
        if (in) inFrame = !top->s_axis_tlast;
        if (out && top->m_axis_tlast) frameEnds.push_back(clock);
        inputStalls += top->s_axis_tvalid && !top->s_axis_tready;
        inputWaits += !top->s_axis_tvalid && top->s_axis_tready;
        outputStalls += top->m_axis_tvalid && !top->m_axis_tready;
    }

    std::deque<uint32_t> writeAddressQueue;
    std::deque<std::pair<uint32_t, uint32_t>> writeDataQueue;
    std::deque<uint32_t> readQueue;
    bool writeAddressOffered = false;
    bool writeDataOffered = false;
    bool readOffered = false;
    bool sendOffered = false;
    uint64_t writeAddresses = 0;
    uint64_t writeDatas = 0;
    uint64_t readAddresses = 0;
    uint64_t writesAnswered = 0;
    uint64_t readsAnswered = 0;
    bool bHeld = false;
    bool rHeld = false;
    bool outputHeld = false;
    uint32_t heldB = 0;
    Response heldR{};
    OutBeat heldOut{};
    bool inFrame = false;    // of the sender
    bool softReset = false;  // one is under way: output beats may be withdrawn
    int withdrawals = 0;
};

World *world = nullptr;
winnow_device *interrupted = nullptr;  // whose handler runs when irq is high; null: none does
bool handling = false;
uint32_t handled = 0;  // calls of the handler

// Interrupts come between the driver's register accesses, as on a processor between its instructions.
void serviceInterrupt() {
    if (interrupted != nullptr && !handling && world->top->irq) {
        handling = true;
        winnow_interrupt(interrupted);
        ++handled;
        handling = false;
    }
}

void idle(uint32_t clocks) {
    while (clocks-- > 0) {
        world->tick();
        serviceInterrupt();
    }
}

std::vector<Frame> whole;
std::vector<Frame> shorts;
std::vector<Frame> longs;
const uint32_t digest[WINNOW_DIGEST_WORDS] = DIGEST;
winnow_device device;

void readFrames() {
    std::ifstream in("frames.txt");
    std::string word;
    std::string kind;
    size_t beats = 0;
    size_t results = 0;
    while (in >> word >> kind >> std::dec >> beats >> results) {
        Frame frame;
        in >> std::hex;
        for (size_t i = 0; i < beats; ++i) {
            uint64_t data = 0;
            in >> data;
            frame.in.push_back(data);
        }
        for (size_t i = 0; i < results; ++i) {
            uint64_t data = 0;
            uint64_t keep = 0;
            in >> data >> keep;
            frame.out.push_back({data, keep, i + 1 == results});
        }
        (kind == "whole" ? whole : kind == "short" ? shorts : longs).push_back(frame);
    }
    if (whole.size() < 4 || shorts.empty() || longs.empty()) world->fail("frames.txt has too few frames");
}

uint32_t status() { return world->read(WINNOW_STATUS).data; }

void isError(int got, int expected, const std::string &what) {
    if (got != expected) {
        world->fail(what + ": " + winnow_error_text(got) + ", instead of: " + winnow_error_text(expected));
    }
}

void start(uint32_t frames) { isError(winnow_start(&device, frames), WINNOW_OK, "winnow_start"); }

void wait() { isError(winnow_wait(&device, POLLS), WINNOW_OK, "winnow_wait"); }

void init() { isError(winnow_init(&device, BASE, digest), WINNOW_OK, "winnow_init"); }

// Waits until so many beats have gone; one more may go, then the sender pauses.
void sendAndHold(size_t beats) {
    const size_t all = world->toSend.size();
    while (all - world->toSend.size() < beats) world->tick();
    world->senderBlocked = true;
}

// One frame alone, start to end.
void runOne(const Frame &frame, const std::string &what) {
    start(1);
    world->send(frame.in);
    world->expect(frame, what);
    wait();
}

// ------------------------------------------------------------------------------------------------------------ scenarios

void identity() {
    isError(winnow_init(nullptr, BASE, digest), WINNOW_ERROR_ARGUMENT, "no device");
    isError(winnow_init(&device, BASE + WINNOW_MAP_BYTES / 2, digest), WINNOW_ERROR_ID, "an address without registers");
    for (int word = 0; word < WINNOW_DIGEST_WORDS; ++word) {
        uint32_t other[WINNOW_DIGEST_WORDS];
        for (int i = 0; i < WINNOW_DIGEST_WORDS; ++i) other[i] = digest[i] ^ (i == word ? 1u << (4 * i) : 0);
        isError(winnow_init(&device, BASE, other), WINNOW_ERROR_DIGEST, "a digest of another model");
    }
    isError(winnow_init(&device, BASE, nullptr), WINNOW_OK, "any digest");
    init();
    isError(winnow_read_counters(&device, nullptr), WINNOW_ERROR_ARGUMENT, "no counters");
    for (int error = WINNOW_OK; error <= WINNOW_ERROR_MISUSE; ++error) {
        world->require(std::string(winnow_error_text(error)) != winnow_error_text(-1), "an error without a text");
    }
}

// Whole frames, single and in a row; the counters are what was seen from outside, to the clock.
void scores() {
    init();
    const auto count = static_cast<uint32_t>(whole.size());
    for (const uint32_t frames : {1u, count}) {
        winnow_clear_counters(&device);
        start(frames);
        // the clocks of a run before its first beat are waits, too, and the sender has nothing before it begins
        world->forgetMeasurements();
        while (!(status() & WINNOW_STATUS_ACCEPTING_MASK)) {
        }
        winnow_counters cleared;
        winnow_read_counters(&device, &cleared);
        for (uint32_t i = 0; i < frames; ++i) world->send(whole[i].in);
        for (uint32_t i = 0; i < frames; ++i) world->expect(whole[i], "frame " + std::to_string(i));
        wait();
        winnow_counters counters;
        isError(winnow_read_counters(&device, &counters), WINNOW_OK, "winnow_read_counters");
        const uint64_t end = world->frameEnds.back();
        const uint64_t before = std::max(world->frameBegins[frames - 1] - 1, frames > 1 ? world->frameEnds[frames - 2] : 0);
        world->require(cleared.frames_out == 0 && cleared.output_stalls == 0, "counters were not cleared");
        world->require(counters.frames_in == frames && counters.frames_out == frames, "frame counters");
        world->require(counters.last_frame_cycles == end - before, "last_frame_cycles is "
                + std::to_string(counters.last_frame_cycles) + ", not " + std::to_string(end - before));
        // START takes effect before the write of it is answered, so the measurement begins a few clocks late
        const uint64_t late = counters.input_waits - world->inputWaits;
        world->require(late <= 40, "input_waits is " + std::to_string(counters.input_waits) + ", not "
                + std::to_string(world->inputWaits));
        world->require(counters.cycles == end - world->firstReady + 1 + late, "cycles is " + std::to_string(counters.cycles)
                + ", not " + std::to_string(end - world->firstReady + 1 + late));
        world->require(counters.input_stalls == world->inputStalls, "input_stalls");
        world->require(counters.output_stalls == world->outputStalls, "output_stalls");
        // a small accelerator may be faster than what surrounds it
        const bool isLong = frames > 1 && whole[0].in.size() > 100;
        world->require(!isLong || (counters.input_stalls > 0 && counters.input_waits > 0 && counters.output_stalls > 0),
                "nothing ever stalled");
        winnow_counters after;
        idle(500);
        winnow_read_counters(&device, &after);
        world->require(after.cycles == counters.cycles, "the cycle counter runs while nothing does");
    }
    world->expectSilence(2000);
}

// Frames that are too short or too long are reported, and those behind them are right.
void lengths() {
    init();
    uint32_t flags = 0;
    runOne(whole[0], "a frame before");
    for (int round = 0; round < 2; ++round) {
        for (const bool isLong : {false, true}) {
            const Frame &wrong = isLong ? longs[round % longs.size()] : shorts[round % shorts.size()];
            const int error = isLong ? WINNOW_ERROR_FRAME_LONG : WINNOW_ERROR_FRAME_SHORT;
            start(1);
            world->send(wrong.in);
            world->expect(wrong, "a frame of wrong length");
            isError(winnow_wait(&device, POLLS), error, "after a frame of wrong length");
            isError(winnow_errors(&device, &flags), error, "the flag is sticky");
            world->require(flags == (isLong ? WINNOW_ERRORS_FRAME_LONG_MASK : WINNOW_ERRORS_FRAME_SHORT_MASK),
                    "exactly one flag");
            if (round == 0) {
                winnow_clear_errors(&device);
                isError(winnow_errors(&device, &flags), WINNOW_OK, "the flag is cleared");
            }
            runOne(whole[round + 1], "the frame behind one of wrong length");
        }
    }
    // both within a run
    start(4);
    for (const Frame *frame : {&shorts[0], &whole[1], &longs[0], &whole[2]}) world->send(frame->in);
    for (const Frame *frame : {&shorts[0], &whole[1], &longs[0], &whole[2]}) world->expect(*frame, "a frame among others");
    isError(winnow_wait(&device, POLLS), WINNOW_ERROR_FRAME_SHORT, "short and long in a run");
    winnow_errors(&device, &flags);
    world->require(flags == (WINNOW_ERRORS_FRAME_LONG_MASK | WINNOW_ERRORS_FRAME_SHORT_MASK), "both flags");
    // one flag is cleared, the other stays
    world->write(WINNOW_ERRORS, WINNOW_ERRORS_FRAME_SHORT_MASK);
    isError(winnow_errors(&device, &flags), WINNOW_ERROR_FRAME_LONG, "clearing one flag leaves the other");
    world->write(WINNOW_ERRORS, WINNOW_ERRORS_FRAME_LONG_MASK, 0xe);
    isError(winnow_errors(&device, &flags), WINNOW_ERROR_FRAME_LONG, "a write without the strobe clears nothing");
    runOne(whole[3], "the last frame");
    world->expectSilence(2000);
}

// A soft reset in any state; then a run is as after power-up.
void reset() {
    init();
    for (int round = 0; round < 12; ++round) {
        const bool discard = round % 2 == 0;
        const Frame &cut = whole[round % whole.size()];
        start(3);
        world->send(cut.in);
        world->send(whole[1].in);
        if (discard) {
            // within a frame, so that the sender has the rest of it
            const uint32_t beats = 1 + world->random.below(static_cast<uint32_t>(cut.in.size()) - 2);
            sendAndHold(beats);
        } else {
            // anywhere, with the receiver refusing beats at times
            world->receiverBlocked = world->random.chance(50);
            world->ticks(world->random.below(40000));
        }
        winnow_reset(&device, discard);
        if (discard) {
            isError(winnow_start(&device, 1), WINNOW_ERROR_BUSY, "a start while discarding");
            world->senderBlocked = false;
            isError(winnow_wait(&device, POLLS), WINNOW_OK, "discarding");
            world->require(world->toSend.size() == whole[1].in.size(), "exactly the cut frame was discarded");
        }
        world->resetSender();
        world->ticks(10);
        world->resetReceiver();
        world->receiverBlocked = false;
        world->require(status() == 0, "the status after a reset");
        world->expectSilence(500);
        world->require(!(world->read(WINNOW_INTERRUPT_STATUS).data & WINNOW_INTERRUPT_STATUS_DONE_MASK),
                "a run that was cut is not done");
        runOne(whole[(round + 1) % whole.size()], "the frame behind a soft reset");
    }
    // the system's reset clears everything, even in a frame
    winnow_set_watchdog(&device, 99);
    start(1);
    world->send(whole[0].in);
    world->ticks(whole[0].in.size() / 2);
    world->reset();
    world->require(status() == 0 && world->read(WINNOW_WATCHDOG).data == 0 && world->read(WINNOW_FRAMES).data == 1
            && world->read(WINNOW_FRAMES_IN).data == 0, "registers after a system reset");
    init();
    runOne(whole[2], "the frame behind a system reset");
    world->expectSilence(2000);
}

void interrupts() {
    init();
    interrupted = &device;
    // nothing enabled
    runOne(whole[0], "a frame without interrupts");
    idle(50);
    world->require(handled == 0 && !world->top->irq, "an interrupt that is not enabled");
    // the end of a run
    winnow_enable_interrupts(&device, WINNOW_INTERRUPT_STATUS_DONE_MASK);
    idle(60);
    world->require(handled == 1, "what has happened before it is enabled interrupts, too");
    start(2);
    handled = 0;
    isError(winnow_wait_event(&device, WINNOW_INTERRUPT_STATUS_DONE_MASK, 10), WINNOW_ERROR_POLLS, "no event yet");
    world->receiverBlocked = true;
    world->send(whole[0].in);
    world->send(whole[1].in);
    idle(30000);
    world->require(handled == 0, "an interrupt although nothing has left");
    world->receiverBlocked = false;
    world->expect(whole[0], "the first frame");
    world->receiverBlocked = true;
    idle(60);
    world->require(handled == 0, "done after the first of two frames");
    world->receiverBlocked = false;
    world->expect(whole[1], "the second frame");
    idle(60);
    world->require(handled == 1 && !world->top->irq, "one interrupt, and acknowledged");
    isError(winnow_wait_event(&device, WINNOW_INTERRUPT_STATUS_DONE_MASK, 0), WINNOW_OK, "the event");
    wait();
    // every frame
    world->receiveStalls = 95;  // so that frames are farther apart than the handler takes
    winnow_enable_interrupts(&device, WINNOW_INTERRUPT_STATUS_FRAME_MASK);
    idle(60);
    start(3);
    handled = 0;
    for (int i = 0; i < 3; ++i) world->send(whole[i].in);
    for (int i = 0; i < 3; ++i) {
        world->expect(whole[i], "a frame with an interrupt");
        idle(60);
        world->require(handled == static_cast<uint32_t>(i) + 1, "an interrupt for each frame");
    }
    wait();
    // an error, at once
    world->receiveStalls = 20;
    winnow_enable_interrupts(&device, WINNOW_INTERRUPT_STATUS_ERROR_MASK);
    start(1);
    handled = 0;
    world->receiverBlocked = true;
    world->send(shorts[0].in);
    while (!world->toSend.empty()) idle(1);
    idle(60);
    world->require(handled == 1 && (device.events & WINNOW_INTERRUPT_STATUS_ERROR_MASK), "an interrupt for an error");
    world->receiverBlocked = false;
    world->expect(shorts[0], "the short frame");
    isError(winnow_wait(&device, POLLS), WINNOW_ERROR_FRAME_SHORT, "after a short frame");
    world->expectSilence(500);
}

void watchdog() {
    init();
    uint32_t flags = 0;
    winnow_set_watchdog(&device, 1000);
    idle(3000);
    isError(winnow_errors(&device, &flags), WINNOW_OK, "no time-out while nothing runs");
    // no input
    start(1);
    idle(900);
    isError(winnow_errors(&device, &flags), WINNOW_OK, "too early for a time-out");
    idle(200);
    isError(winnow_errors(&device, &flags), WINNOW_ERROR_TIME_OUT, "no input");
    winnow_clear_errors(&device);
    idle(5000);
    isError(winnow_errors(&device, &flags), WINNOW_OK, "one time-out for one silence");
    // the run goes on all the same; a frame takes longer inside than the limit, so give it time
    winnow_set_watchdog(&device, 60000);
    world->send(whole[0].in);
    world->expect(whole[0], "the frame behind a time-out");
    wait();
    // nobody takes the result
    start(1);
    world->receiverBlocked = true;
    world->send(whole[1].in);
    idle(150000);
    isError(winnow_errors(&device, &flags), WINNOW_ERROR_TIME_OUT, "nobody takes the result");
    isError(winnow_wait(&device, 3), WINNOW_ERROR_POLLS, "the run has not ended");
    world->receiverBlocked = false;
    world->expect(whole[1], "the frame that nobody took");
    isError(winnow_wait(&device, POLLS), WINNOW_ERROR_TIME_OUT, "the time-out is kept to the end of the run");
    runOne(whole[2], "the frame behind it");
    world->expectSilence(500);
}

// Starts that are not possible, stops, and when a run is done.
void runs() {
    init();
    uint32_t flags = 0;
    world->require(status() == 0, "the status before any run");
    // beats wait until a run begins
    world->send(whole[0].in);
    world->expectSilence(300);
    world->require(world->toSend.size() == whole[0].in.size(), "a beat was taken without a start");
    start(1);
    isError(winnow_start(&device, 1), WINNOW_ERROR_BUSY, "a start while busy");
    isError(winnow_wait(&device, 0), WINNOW_ERROR_POLLS, "busy without a poll");
    isError(winnow_errors(&device, &flags), WINNOW_OK, "the driver does not misuse");
    world->write(WINNOW_CONTROL, WINNOW_CONTROL_START_MASK);
    world->write(WINNOW_FRAMES, 7);
    isError(winnow_errors(&device, &flags), WINNOW_ERROR_MISUSE, "a start behind the driver's back");
    // the last beat is not taken: not done
    while (world->received.size() + 1 < OUTPUT_BEATS) world->tick();
    world->receiverBlocked = true;
    world->ticks(3000);
    world->require(world->received.size() + 1 == OUTPUT_BEATS, "the receiver refuses the last beat");
    world->require((status() & (WINNOW_STATUS_BUSY_MASK | WINNOW_STATUS_DONE_MASK)) == WINNOW_STATUS_BUSY_MASK,
            "done although the last beat was not taken");
    world->require(!(world->read(WINNOW_INTERRUPT_STATUS).data & WINNOW_INTERRUPT_STATUS_DONE_MASK), "done event too early");
    world->receiverBlocked = false;
    world->expect(whole[0], "the frame");
    isError(winnow_wait(&device, POLLS), WINNOW_ERROR_MISUSE, "the flag is kept");
    world->require(status() == WINNOW_STATUS_DONE_MASK, "done, and nothing else");
    world->require(world->read(WINNOW_INTERRUPT_STATUS).data & WINNOW_INTERRUPT_STATUS_DONE_MASK, "done event");
    // a frame that is more than a run is left outside
    world->send(whole[1].in);
    world->send(whole[2].in);
    start(1);
    world->expect(whole[1], "the frame of the run");
    wait();
    world->expectSilence(300);
    world->require(world->toSend.size() == whole[2].in.size(), "a beat of the next frame was taken");
    // until a stop: the frame that is being sent goes in, the next does not
    start(0);
    world->expect(whole[2], "the first frame without an end");
    for (int i = 0; i < 3; ++i) world->send(whole[i].in);
    sendAndHold(whole[0].in.size() + whole[1].in.size() / 2);
    world->require(status() & WINNOW_STATUS_IN_FRAME_MASK, "within a frame");
    winnow_stop(&device);
    world->senderBlocked = false;
    world->expect(whole[0], "the frame before the stop");
    world->expect(whole[1], "the frame that was being sent");
    wait();
    world->expectSilence(300);
    world->require(world->toSend.size() == whole[2].in.size(), "a frame was taken after the stop");
    // a stop with nothing offered ends the run at once
    world->resetSender();
    start(0);
    winnow_stop(&device);
    wait();
    world->require(world->read(WINNOW_INTERRUPT_STATUS).data & WINNOW_INTERRUPT_STATUS_DONE_MASK,
            "a run without frames is done");
    runOne(whole[3], "the frame behind all this");
    world->expectSilence(500);
}

// Every address, then writes and reads at random.
void registers() {
    for (uint32_t address = 0; address < WINNOW_MAP_BYTES; address += 4) {
        const Response read = world->read(address);
        const uint32_t written = world->write(address, 0xffffffff, 0);
        std::printf("address %03x read %u %08x write %u\n", address, read.code, read.data, written);
        world->require(read.code == OKAY || (read.code == DECERR && read.data == 0), "a read response");
        world->require(written == OKAY || written == SLVERR || written == DECERR, "a write response");
        world->require((read.code == DECERR) == (written == DECERR), "an address that is there and is not");
        world->require(world->read(address).data == read.data, "a write without strobes does nothing");
        if (written == SLVERR) {
            world->require(world->write(address, ~read.data) == SLVERR && world->read(address).data == read.data,
                    "a write to a register that is read only does nothing");
        }
    }
    world->require(status() == 0, "nothing was started");
    // what can be written can be read
    std::map<uint32_t, uint32_t> masks;
    for (const uint32_t address : {WINNOW_FRAMES, WINNOW_WATCHDOG, WINNOW_INTERRUPT_ENABLE}) {
        world->write(address, 0xffffffff);
        masks[address] = world->read(address).data;
        world->write(address, 0);
        world->require(world->read(address).data == 0, "zeros can be written");
        std::printf("mask %03x %08x\n", address, masks[address]);
    }
    std::map<uint32_t, uint32_t> values = {{WINNOW_FRAMES, 0}, {WINNOW_WATCHDOG, 0}, {WINNOW_INTERRUPT_ENABLE, 0}};
    std::vector<uint32_t> targets;
    for (const auto &entry : masks) targets.push_back(entry.first);
    const uint32_t id = world->read(WINNOW_ID).data;
    for (int round = 0; round < 400; ++round) {
        world->busGaps = 10 * world->random.below(10);
        const uint32_t count = 1 + world->random.below(20);
        std::vector<uint32_t> codes;
        for (uint32_t i = 0; i < count; ++i) {
            const uint32_t kind = world->random.below(10);
            const uint32_t address = kind == 0 ? WINNOW_FRAMES_OUT : kind == 1 ? 0x800 : targets[world->random.below(3)];
            const uint32_t data = world->random.next();
            const uint32_t strobe = world->random.below(16);
            codes.push_back(kind == 0 ? SLVERR : kind == 1 ? DECERR : OKAY);
            if (kind > 1) {
                uint32_t bytes = 0;
                for (int byte = 0; byte < 4; ++byte) bytes |= (strobe >> byte & 1) * (0xffu << (8 * byte));
                values[address] = ((values[address] & ~bytes) | (data & bytes)) & masks[address];
            }
            // the low bits of an address do not count
            world->queueWrite(address + world->random.below(4), data, strobe);
            world->queueRead(WINNOW_ID);
        }
        for (const uint32_t code : codes) world->require(world->finishWrite().code == code, "a response among others");
        for (uint32_t i = 0; i < count; ++i) world->require(world->finishRead().data == id, "a read beside writes");
        std::vector<Response> expected;
        for (uint32_t i = 0; i < count; ++i) {
            const bool nothing = world->random.chance(10);
            const uint32_t address = nothing ? 0x7fc : targets[world->random.below(3)];
            expected.push_back(nothing ? Response{0, DECERR} : Response{values[address], OKAY});
            world->queueRead(address + world->random.below(4));
        }
        for (const Response &response : expected) {
            const Response got = world->finishRead();
            world->require(got.data == response.data && got.code == response.code, "a register after random writes");
        }
    }
    // nobody waits: a write and a read in every clock
    world->busGaps = 0;
    const uint64_t begin = world->clock;
    for (int i = 0; i < 100; ++i) {
        world->queueWrite(WINNOW_WATCHDOG, i, 15);
        world->queueRead(WINNOW_ID);
    }
    for (int i = 0; i < 100; ++i) world->finishWrite();
    for (int i = 0; i < 100; ++i) world->finishRead();
    const uint64_t clocks = world->clock - begin;
    world->require(clocks <= 102, "100 writes and reads took " + std::to_string(clocks) + " clocks");
    world->require(world->read(WINNOW_WATCHDOG).data == 99, "the last of 100 writes");
}

// For software in other languages; `send` sends a frame.
void serve() {
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream words(line);
        std::string command;
        uint64_t first = 0;
        uint64_t second = 0;
        words >> command >> std::hex;
        if (command == "send") {
            std::vector<uint64_t> beats;
            while (words >> first) beats.push_back(first);
            world->send(beats);
            std::printf("0");
        } else if (command == "sent") {
            while (!world->toSend.empty()) world->tick();
            std::printf("0");
        } else if (command == "receive" && words >> first) {
            while (world->received.size() < first) world->tick();
            for (uint64_t i = 0; i < first; ++i) {
                world->require(world->received.front().last == (i + 1 == first), "tlast of a result");
                std::printf("%llx ", static_cast<unsigned long long>(world->received.front().data));
                world->received.pop_front();
            }
        } else if (command == "read" && words >> first) {
            std::printf("%x", winnow_read_register(BASE + first));
        } else if (command == "write" && words >> first >> second) {
            winnow_write_register(BASE + first, static_cast<uint32_t>(second));
            std::printf("0");
        } else {
            world->fail("standard input says " + line);
        }
        std::printf("\n");
        std::fflush(stdout);
    }
}

}  // namespace

extern "C" uint32_t winnow_read_register(uintptr_t address) {
    serviceInterrupt();
    return world->read(static_cast<uint32_t>(address - BASE)).data;
}

extern "C" void winnow_write_register(uintptr_t address, uint32_t value) {
    serviceInterrupt();
    world->require(world->write(static_cast<uint32_t>(address - BASE), value) == OKAY, "the driver's write is refused");
}

int main(int argc, char **argv) {
    const std::map<std::string, std::function<void()>> scenarios = {
        {"identity", identity}, {"scores", scores}, {"lengths", lengths},   {"reset", reset},
        {"interrupts", interrupts}, {"watchdog", watchdog}, {"runs", runs}, {"registers", registers}, {"serve", serve}};
    const auto scenario = argc == 3 ? scenarios.find(argv[1]) : scenarios.end();
    if (scenario == scenarios.end()) {
        std::fprintf(stderr, "usage: control_bench SCENARIO SEED\n");
        return 2;
    }
    const uint64_t seed = std::strtoull(argv[2], nullptr, 10);
    VerilatedContext context;
    // registers that no reset touches start with random bits
    context.randReset(2);
    context.randSeed(static_cast<int>(seed & 0x7fffffff) + 1);
    World everything(seed, &context);
    world = &everything;
    readFrames();
    scenario->second();
    if (scenario->first == "serve") return 0;
    std::printf("PASS %llu output beats\n", static_cast<unsigned long long>(everything.compared));
    return 0;
}
