// Drives a Verilated accelerator with frames from a file and compares every stream inside with the golden model's.
//
// usage: harness VECTORS FRAMES [--stall SEED] [--trace FILE] [--load FILE]
//
// FILE of --load has the weights that are loaded before the first frame: 16 bits a line, in hexadecimal.
// VECTORS is a folder: `streams.txt` says how many images there are and how many beats of how many pixels the input and each
// stream have per image; `input.bin` and `stream<i>.bin` hold 16-bit little-endian pixels, image after image, in beat order;
// `input_present.bin` and `stream<i>_present.bin` say with a byte which pixels of an image's beats there are: in the places of
// others the input has random bits. Frames repeat the images in turn. One line per event goes to standard output, for the
// caller to read:
//   progress THOUSANDTHS       of all beats of all streams, whenever another one is done
//   end STREAM FRAME CLOCK     clock of a frame's last beat on a stream
//   frame INDEX FIRST LAST     clock of its first input beat and of its last output beat
//   mismatch STREAM FRAME PIXEL EXPECTED GOT CLOCK
//   fault CLOCK TEXT           broken stream law, surplus or missing beats, deadlock, error flags
//   done CLOCKS BEATS MISMATCHES FAULTS
// `outputs.bin` in VECTORS receives the last stream as the hardware sent it, all pixels of its beats.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "Vwinnow_testbench.h"
#include "verilated.h"
#ifdef WINNOW_TRACE
#include "verilated_fst_c.h"
#endif

namespace {

constexpr uint64_t DEADLOCK_CLOCKS = 2000000;  // clocks without any beat anywhere
constexpr int REPORTED_PER_STREAM = 1;         // the first difference of a stream says it all
constexpr uint64_t QUIET_CLOCKS = 2000;        // clocks after the last frame in which nothing may come

// A port has 16 bits per pixel: Verilator makes it an integer or, beyond 64 bits, an array of 32-bit words.
template <typename Port>
void setPixel(Port &port, size_t pixel, uint16_t value) {
    static_assert(std::is_unsigned<Port>::value, "a port is an unsigned integer or a VlWide");
    const uint64_t others = port & ~(0xffffull << (16 * pixel));
    port = static_cast<Port>(others | static_cast<uint64_t>(value) << (16 * pixel));
}

template <size_t Words>
void setPixel(VlWide<Words> &port, size_t pixel, uint16_t value) {
    const uint32_t others = port[pixel / 2] & ~(0xffffu << (16 * (pixel % 2)));
    port[pixel / 2] = others | static_cast<uint32_t>(value) << (16 * (pixel % 2));
}

// One stream's values, read image by image as they are needed.
class Stream {
public:
    // name: of its files in the folder, without what they end with
    Stream(const std::string &name, size_t beats, size_t pixels, size_t images)
        : in_(name + ".bin", std::ios::binary), beats_(beats), pixels_(pixels), images_(images) {
        values_.resize(beats * pixels);
        present_.resize(beats * pixels);
        std::ifstream present(name + "_present.bin", std::ios::binary);
        if (!in_ || !present.read(present_.data(), static_cast<std::streamsize>(present_.size()))) {
            std::fprintf(stderr, "harness: cannot read %s.bin and %s_present.bin\n", name.c_str(), name.c_str());
            std::exit(2);
        }
    }

    // The pixels of the next beat.
    const uint16_t *next() {
        if (beat_ == 0) load(frame_ % images_);
        return &values_[beat_ * pixels_];
    }

    void advance() {
        if (++beat_ == beats_) {
            beat_ = 0;
            ++frame_;
        }
    }

    // Whether there is such a pixel in the next beat.
    bool present(size_t pixel) const { return present_[beat_ * pixels_ + pixel]; }

    size_t beat() const { return beat_; }
    size_t pixels() const { return pixels_; }
    size_t frame() const { return frame_; }
    bool atLast() const { return beat_ + 1 == beats_; }

private:
    void load(size_t image) {
        if (image == loaded_) return;
        in_.seekg(static_cast<std::streamoff>(image * values_.size() * 2));
        in_.read(reinterpret_cast<char *>(values_.data()), static_cast<std::streamsize>(values_.size() * 2));
        if (!in_) {
            std::fprintf(stderr, "harness: a stream file is too short\n");
            std::exit(2);
        }
        loaded_ = image;
    }

    std::ifstream in_;
    size_t beats_;
    size_t pixels_;
    size_t images_;
    size_t beat_ = 0;
    size_t frame_ = 0;
    size_t loaded_ = SIZE_MAX;
    std::vector<uint16_t> values_;
    std::vector<char> present_;
};

// xorshift64*
class Random {
public:
    explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ull + 1) {}

    uint64_t next() {
        state_ ^= state_ >> 12;
        state_ ^= state_ << 25;
        state_ ^= state_ >> 27;
        return (state_ * 0x2545F4914F6CDD1Dull) >> 32;
    }

private:
    uint64_t state_;
};

// Random gaps in phases of 1..2048 clocks and different density, so that long stalls and full speed both occur; as many
// phases are short as long, so that a design whose frames are short stalls, too.
class Gaps {
public:
    explicit Gaps(uint64_t seed) : random_(seed) {}

    bool pause() {
        if (left_-- == 0) {
            left_ = 1ull << random_.next() % 12;
            density_ = random_.next() % 4;
        }
        return density_ != 0 && (random_.next() & 3) < density_;
    }

private:
    Random random_;
    uint64_t left_ = 0;
    uint64_t density_ = 0;
};

struct Tap {
    std::unique_ptr<Stream> expected;
    size_t lane = 0;  // of the first pixel among those of all taps
    int reported = 0;
};

}  // namespace

int main(int argc, char **argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: harness VECTORS FRAMES [--stall SEED] [--trace FILE] [--load FILE]\n");
        return 2;
    }
    const std::string folder = argv[1];
    const size_t frames = std::strtoull(argv[2], nullptr, 10);
    bool stall = false;
    uint64_t seed = 0;
    const char *trace = nullptr;
    const char *load = nullptr;
    for (int i = 3; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--stall") == 0) {
            stall = true;
            seed = std::strtoull(argv[i + 1], nullptr, 10);
        } else if (std::strcmp(argv[i], "--trace") == 0) {
            trace = argv[i + 1];
        } else if (std::strcmp(argv[i], "--load") == 0) {
            load = argv[i + 1];
        }
    }

    std::ifstream description(folder + "/streams.txt");
    size_t images = 0;
    size_t inputBeats = 0;
    size_t inputPixels = 0;
    size_t count = 0;
    if (!(description >> images >> inputBeats >> inputPixels >> count)) {
        std::fprintf(stderr, "harness: cannot read %s/streams.txt\n", folder.c_str());
        return 2;
    }
    Stream input(folder + "/input", inputBeats, inputPixels, images);
    std::vector<Tap> taps(count);
    size_t lanes = 0;
    uint64_t allBeats = 0;
    for (size_t i = 0; i < count; ++i) {
        size_t beats = 0;
        size_t pixels = 0;
        description >> beats >> pixels;
        taps[i].expected = std::make_unique<Stream>(folder + "/stream" + std::to_string(i), beats, pixels, images);
        allBeats += beats * frames;
        taps[i].lane = lanes;
        lanes += pixels;
    }
    std::ofstream outputs(folder + "/outputs.bin", std::ios::binary);

    VerilatedContext context;
    context.commandArgs(argc, argv);
    // registers that no reset touches start with random bits: 1 in a million designs would notice, and those are wrong
    context.randReset(2);
    context.randSeed(static_cast<int>(seed & 0x7fffffff) + 1);
    auto top = std::make_unique<Vwinnow_testbench>(&context);
#ifdef WINNOW_TRACE
    std::unique_ptr<VerilatedFstC> fst;
    if (trace) {
        context.traceEverOn(true);
        fst = std::make_unique<VerilatedFstC>();
        top->trace(fst.get(), 99);
        fst->open(trace);
        if (!fst->isOpen()) {
            std::fprintf(stderr, "harness: cannot write %s\n", trace);
            return 2;
        }
    }
#else
    if (trace) {
        std::fprintf(stderr, "harness: was built without tracing\n");
        return 2;
    }
#endif

    uint64_t clock = 0;
    uint64_t beats = 0;
    uint64_t nextProgress = allBeats / 1000 + 1;
    uint64_t mismatches = 0;
    uint64_t faults = 0;
    auto fault = [&](const std::string &text) {
        if (faults++ < 20) std::printf("fault %llu %s\n", static_cast<unsigned long long>(clock), text.c_str());
    };
    auto tick = [&]() {
        top->clk = 1;
        top->eval();
#ifdef WINNOW_TRACE
        if (fst) fst->dump(clock * 2);
#endif
        top->clk = 0;
        ++clock;
    };

    top->clk = 0;
    top->rst = 1;
    top->load_valid = 0;
    top->s_valid = 0;
    top->s_last = 0;
    for (size_t p = 0; p < inputPixels; ++p) setPixel(top->s_data, p, 0);
    top->m_ready = 0;
    for (int i = 0; i < 8; ++i) {
        top->eval();
        if (i > 1 && top->m_valid) fault("m_axis_tvalid is high in reset");
        tick();
    }
    top->rst = 0;
    if (load) {
        std::ifstream words(load);
        words >> std::hex;
        uint32_t address = 0;
        for (uint32_t word = 0; words >> word; ++address) {
            top->load_valid = 1;
            top->load_address = static_cast<uint16_t>(address);
            top->load_data = static_cast<uint16_t>(word);
            top->eval();
            tick();
        }
        top->load_valid = 0;
        if (address == 0 || !words.eof()) {
            std::fprintf(stderr, "harness: cannot read %s\n", load);
            return 2;
        }
    }

    Gaps inputGaps(seed * 2 + 1);
    Gaps outputGaps(seed * 2 + 2);
    Random absent(seed * 2 + 3);
    std::vector<uint64_t> firstBeat(frames, 0);
    const size_t last = count - 1;
    size_t framesOut = 0;
    uint64_t lastActivity = clock;
    uint64_t quiet = 0;
    bool stalled = false;
    auto stalledData = top->m_data;
    bool stalledLast = false;
    bool offered = false;

    while (quiet < QUIET_CLOCKS) {
        const bool sending = input.frame() < frames;
        if (!offered) {
            offered = sending && !(stall && inputGaps.pause());
            if (offered) {
                const uint16_t *pixels = input.next();
                for (size_t p = 0; p < inputPixels; ++p) {
                    setPixel(top->s_data, p, input.present(p) ? pixels[p] : static_cast<uint16_t>(absent.next()));
                }
                top->s_last = input.atLast();
            } else {
                for (size_t p = 0; p < inputPixels; ++p) setPixel(top->s_data, p, 0xA5A5);
                top->s_last = clock & 1;
            }
        }
        top->s_valid = offered;
        top->m_ready = !(stall && outputGaps.pause());
        top->eval();
#ifdef WINNOW_TRACE
        if (fst) fst->dump(clock * 2 - 1);
#endif

        if (offered && top->s_ready) {
            if (input.beat() == 0) firstBeat[input.frame()] = clock;
            input.advance();
            offered = false;
            lastActivity = clock;
        }
        const bool same = std::memcmp(&top->m_data, &stalledData, sizeof stalledData) == 0;
        if (stalled && (!top->m_valid || !same || static_cast<bool>(top->m_last) != stalledLast)) {
            fault("a stalled output beat changed");
        }
        stalled = top->m_valid && !top->m_ready;
        stalledData = top->m_data;
        stalledLast = top->m_last;

        for (size_t word = 0; word * 32 < count; ++word)
        for (uint32_t left = top->tap_valid[word]; left; left &= left - 1) {
            const size_t i = word * 32 + static_cast<size_t>(__builtin_ctz(left));
            lastActivity = clock;
            Tap &tap = taps[i];
            Stream &expected = *tap.expected;
            if (expected.frame() >= frames) {
                fault("stream " + std::to_string(i) + " sends more frames than it got");
                continue;
            }
            const uint16_t *want = expected.next();
            ++beats;
            for (size_t p = 0; p < expected.pixels(); ++p) {
                const size_t pixel = expected.beat() * expected.pixels() + p;
                const size_t lane = tap.lane + p;
                const uint16_t got = top->tap_data[lane / 2] >> (16 * (lane % 2)) & 0xffff;
                if (got != want[p] && expected.present(p)) {
                    ++mismatches;
                    if (tap.reported++ < REPORTED_PER_STREAM) {
                        std::printf("mismatch %zu %zu %zu %u %u %llu\n", i, expected.frame(), pixel, want[p], got,
                                    static_cast<unsigned long long>(clock));
                    }
                }
                if (i == last) outputs.write(reinterpret_cast<const char *>(&got), 2);
            }
            const bool tlast = top->tap_last[i / 32] >> (i % 32) & 1;
            if (tlast != expected.atLast()) fault("stream " + std::to_string(i) + " has tlast in the wrong beat");
            const bool frameEnd = expected.atLast();
            expected.advance();
            if (frameEnd) {
                std::printf("end %zu %zu %llu\n", i, expected.frame() - 1, static_cast<unsigned long long>(clock));
            }
            if (i == last && frameEnd) {
                std::printf("frame %zu %llu %llu\n", framesOut,
                            static_cast<unsigned long long>(firstBeat[framesOut]), static_cast<unsigned long long>(clock));
                std::fflush(stdout);
                ++framesOut;
            }
        }
        if (beats >= nextProgress) {
            std::printf("progress %llu\n", static_cast<unsigned long long>(beats * 1000 / allBeats));
            std::fflush(stdout);
            nextProgress = (beats * 1000 / allBeats + 1) * allBeats / 1000 + 1;
        }
        if (framesOut == frames && input.frame() == frames) ++quiet;
        if (framesOut < frames && clock - lastActivity > DEADLOCK_CLOCKS) {
            fault("deadlock: no beat on any stream for " + std::to_string(DEADLOCK_CLOCKS) + " clocks");
            break;
        }
        tick();
    }
    for (size_t i = 0; i < count; ++i) {
        if (taps[i].expected->frame() != frames || taps[i].expected->beat() != 0) {
            fault("stream " + std::to_string(i) + " sent " + std::to_string(taps[i].expected->frame()) + " frames and "
                  + std::to_string(taps[i].expected->beat()) + " beats instead of " + std::to_string(frames) + " frames");
        }
    }
    if (top->error_short) fault("error_short is set though every frame was whole");
    if (top->error_long) fault("error_long is set though every frame was whole");
#ifdef WINNOW_TRACE
    if (fst) fst->close();
#endif
    top->final();
    std::printf("done %llu %llu %llu %llu\n", static_cast<unsigned long long>(clock), static_cast<unsigned long long>(beats),
                static_cast<unsigned long long>(mismatches), static_cast<unsigned long long>(faults));
    return mismatches || faults ? 1 : 0;
}
