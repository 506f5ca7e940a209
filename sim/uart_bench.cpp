// A board in simulation: the emitted top with its serial line, whose other end is a pseudo-terminal, so that the real
// host program talks to the real Verilog.
//
// usage: uart_bench CLOCKS_PER_BIT [BAUD_PERCENT]
//
// CLOCKS_PER_BIT is the design's; BAUD_PERCENT says how much faster (or, negative, slower) this side of the line is.
// Standard output has one event a line:
//   port PATH          the pseudo-terminal that a host can open
//   led_error 0|1      when it changes
//   deaf               the board does not end a frame; the bench gives up
// Standard input takes one command a line, carried out as soon as the line has nothing else to send:
//   break BITS         the line is low for so many bit times
//   glitch CLOCKS      the line is low for so many clocks
//   flip N             of the bytes that the host sends from now on, number N (from 0) gets a wrong bit
//   quit               as does the end of the input
// Time stands still while the board is idle and nobody sends, so an idle bench costs nothing.
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <string>

#include "Vuart_board.h"
#include "verilated.h"

namespace {

constexpr int IDLE_BYTES = 4;              // byte times of silence after which an idle board is left waiting
constexpr uint64_t START_CLOCKS = 64;       // in which the board comes out of its reset
constexpr uint64_t DEAF_CLOCKS = 1 << 28;  // clocks that a board may be busy without a byte either way

// Sends bits that last a given time, which need not be a whole number of clocks.
class LineOut {
public:
    explicit LineOut(double clocksPerBit) : bit_(clocksPerBit) {}

    bool idle() const { return levels_.empty(); }

    void byte(uint8_t value) {
        push(false, bit_);
        for (int i = 0; i < 8; ++i) push(value >> i & 1, bit_);
        push(true, bit_);
    }

    void low(double clocks) {
        push(false, clocks);
        push(true, bit_ * 12);
    }

    void bits(double count) { low(count * bit_); }

    // The level in the next clock.
    bool next() {
        while (!levels_.empty() && left_ <= 0) {
            levels_.pop_front();
            if (!levels_.empty()) left_ += levels_.front().clocks;
        }
        if (levels_.empty()) {
            left_ = 0;
            return true;
        }
        left_ -= 1;
        return levels_.front().high;
    }

private:
    struct Level {
        bool high;
        double clocks;
    };

    void push(bool high, double clocks) {
        if (levels_.empty()) left_ = clocks;
        levels_.push_back({high, clocks});
    }

    double bit_;
    double left_ = 0;
    std::deque<Level> levels_;
};

// Takes the bytes off the line that the board sends.
class LineIn {
public:
    explicit LineIn(double clocksPerBit) : bit_(clocksPerBit) {}

    // Whether a byte is complete in this clock.
    bool take(bool level) {
        bool done = false;
        if (place_ < 0) {
            if (!level) {
                place_ = 0;
                wait_ = bit_ / 2;
            }
        } else if ((wait_ -= 1) <= 0) {
            wait_ += bit_;
            if (place_ == 0 && level) {
                std::printf("fault a start bit of the board is too short\n");
                place_ = -1;
                return false;
            }
            if (place_ >= 1 && place_ <= 8) value_ = static_cast<uint8_t>(value_ >> 1 | (level ? 0x80 : 0));
            if (place_ == 9) {
                if (!level) std::printf("fault a byte of the board has no stop bit\n");
                done = level;
                place_ = -2;
            }
            ++place_;
        }
        return done;
    }

    uint8_t value() const { return value_; }

private:
    double bit_;
    double wait_ = 0;
    int place_ = -1;
    uint8_t value_ = 0;
};

// The host's end: a pseudo-terminal in raw mode. Its other side stays open here, so that hosts may come and go.
class Terminal {
public:
    Terminal() : master_(posix_openpt(O_RDWR | O_NOCTTY)) {
        if (master_ < 0 || grantpt(master_) != 0 || unlockpt(master_) != 0) fail("cannot make a pseudo-terminal");
        path_ = ptsname(master_);
        slave_ = open(path_.c_str(), O_RDWR | O_NOCTTY);
        termios settings{};
        if (slave_ < 0 || tcgetattr(slave_, &settings) != 0) fail("cannot open the pseudo-terminal");
        cfmakeraw(&settings);
        tcsetattr(slave_, TCSANOW, &settings);
        fcntl(master_, F_SETFL, O_NONBLOCK);
    }

    const std::string &path() const { return path_; }
    int descriptor() const { return master_; }

    void send(uint8_t byte) {
        if (write(master_, &byte, 1) != 1) std::printf("fault nobody reads what the board sends\n");
    }

    // Moves what has come to the line.
    void receive(LineOut &line) {
        uint8_t bytes[256];
        const ssize_t count = read(master_, bytes, sizeof bytes);
        for (ssize_t i = 0; i < count; ++i) line.byte(flip_-- == 0 ? bytes[i] ^ 4 : bytes[i]);
    }

    void flip(long number) { flip_ = number; }

private:
    [[noreturn]] static void fail(const char *what) {
        std::perror(what);
        std::exit(2);
    }

    int master_;
    int slave_ = -1;
    long flip_ = -1;
    std::string path_;
};

// Commands from standard input; false at its end.
bool command(LineOut &line, Terminal &terminal) {
    static std::string pending;
    char text[256];
    const ssize_t count = read(STDIN_FILENO, text, sizeof text);
    if (count <= 0) return false;
    pending.append(text, static_cast<size_t>(count));
    for (size_t end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
        const std::string one = pending.substr(0, end);
        pending.erase(0, end + 1);
        if (one == "quit") return false;
        if (one.rfind("break ", 0) == 0) line.bits(std::atof(one.c_str() + 6));
        if (one.rfind("glitch ", 0) == 0) line.low(std::atof(one.c_str() + 7));
        if (one.rfind("flip ", 0) == 0) terminal.flip(std::atol(one.c_str() + 5));
    }
    return true;
}

}  // namespace

int main(int argc, char **argv) {
    if (argc < 2 || std::atoi(argv[1]) < 1) {
        std::fprintf(stderr, "usage: uart_bench CLOCKS_PER_BIT [BAUD_PERCENT]\n");
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const int clocksPerBit = std::atoi(argv[1]);
    const double clocks = clocksPerBit / (1 + (argc > 2 ? std::atof(argv[2]) : 0) / 100);

    VerilatedContext context;
    context.randReset(2);
    context.randSeed(1);
    auto top = std::make_unique<Vuart_board>(&context);
    LineOut out(clocks);
    LineIn in(clocks);
    Terminal terminal;
    std::printf("port %s\n", terminal.path().c_str());

    top->uart_rx = 1;
    bool led = false;
    uint64_t silent = 0;
    for (uint64_t clock = 0;; ++clock) {
        const bool busy = top->led_busy || !out.idle();
        const bool waiting = clock >= START_CLOCKS && !busy && silent > static_cast<uint64_t>(IDLE_BYTES * 10 * clocksPerBit);
        const bool free = clock >= START_CLOCKS && out.idle();
        if (free && (waiting || clock % static_cast<uint64_t>(clocksPerBit * 4) == 0)) {
            pollfd sources[] = {{terminal.descriptor(), POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
            if (poll(sources, 2, waiting ? -1 : 0) > 0) {
                // a command that was given before bytes were sent is carried out before they are
                if (sources[1].revents && !command(out, terminal)) break;
                if (out.idle() && (sources[0].revents & POLLIN)) terminal.receive(out);
            }
        }
        if (!out.idle()) silent = 0;
        if (++silent > DEAF_CLOCKS) {
            std::printf("deaf\n");
            return 1;
        }
        top->uart_rx = out.next();
        top->clock_in = 1;
        top->eval();
        top->clock_in = 0;
        top->eval();
        if (in.take(top->uart_tx)) {
            terminal.send(in.value());
            silent = 0;
        }
        if (clock >= START_CLOCKS && static_cast<bool>(top->led_error) != led) {
            led = top->led_error;
            std::printf("led_error %d\n", led ? 1 : 0);
        }
    }
    top->final();
    return 0;
}
