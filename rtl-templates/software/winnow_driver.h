// Driver of an accelerator with the AXI shell: C99, freestanding, one thread. The same for every design; what is of one
// design is in <network>_registers.h. A run is a number of frames that the accelerator accepts, or all until a stop:
//
//   static const uint32_t digest[WINNOW_DIGEST_WORDS] = LENET_MODEL_DIGEST;
//   struct winnow_device device;
//   int error = winnow_init(&device, BASE_ADDRESS, digest);
//   if (error == WINNOW_OK) error = winnow_start(&device, 1);
//   ... send the image and receive the scores, for example with a DMA ...
//   if (error == WINNOW_OK) error = winnow_wait(&device, 1000000);
//   if (error != WINNOW_OK) puts(winnow_error_text(error));
#ifndef WINNOW_DRIVER_H
#define WINNOW_DRIVER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WINNOW_DIGEST_WORDS 8

// What functions return: WINNOW_OK, or the first of these that is so.
enum winnow_error {
    WINNOW_OK = 0,
    WINNOW_ERROR_ARGUMENT,     // a pointer is null
    WINNOW_ERROR_ID,           // there is no accelerator at this address
    WINNOW_ERROR_MAP,          // it has another version of the register map than this driver
    WINNOW_ERROR_DIGEST,       // it was made from another model
    WINNOW_ERROR_BUSY,         // a run goes on
    WINNOW_ERROR_POLLS,        // the run had not ended after so many polls
    WINNOW_ERROR_FRAME_SHORT,  // an input frame had too few beats: its result is of an image filled up with zeros
    WINNOW_ERROR_FRAME_LONG,   // an input frame had too many beats: the surplus was dropped
    WINNOW_ERROR_TIME_OUT,     // no beat passed for as long as the watchdog allows
    WINNOW_ERROR_MISUSE        // the hardware was told to start while it was busy
};

struct winnow_device {
    uintptr_t base;                 // address of the registers
    volatile uint32_t events;       // bits of INTERRUPT_STATUS that the interrupt handler has seen
};

struct winnow_counters {
    uint64_t cycles;                // busy clocks
    uint32_t frames_in;             // accepted
    uint32_t frames_out;            // left
    uint32_t last_frame_cycles;     // clocks of the last frame
    uint32_t input_stalls;          // clocks in which the input waited for the accelerator
    uint32_t input_waits;           // clocks in which the accelerator waited for input
    uint32_t output_stalls;         // clocks in which the output waited for its receiver
};

// Takes over the accelerator at an address: looks whether it is the right one, then ends what it does, clears errors,
// events and counters, and disables interrupts and watchdog. `digest` is the expected model's, NULL for any model.
int winnow_init(struct winnow_device *device, uintptr_t base, const uint32_t *digest);

// Starts a run of so many frames, 0: until winnow_stop. Flags of errors and events of earlier runs are cleared.
int winnow_start(struct winnow_device *device, uint32_t frames);

// Lets no frame begin any more; the run ends when all that were accepted have left.
void winnow_stop(struct winnow_device *device);

// Polls until the run has ended, at most so many times. Then says what went wrong in it, as winnow_errors does.
int winnow_wait(struct winnow_device *device, uint32_t polls);

// Ends a run at once and empties the accelerator; a beat that its output offers is withdrawn. With `discard` it then takes
// input and throws it away until the end of a frame: for a sender that was cut off in a frame and goes on with it. A sender
// that was itself reset, such as a DMA, needs no discard: that would cost its next frame.
void winnow_reset(struct winnow_device *device, int discard);

// Clocks without a beat, while busy, that are an error; 0: none are.
void winnow_set_watchdog(struct winnow_device *device, uint32_t clocks);

// Which bits of INTERRUPT_STATUS raise the interrupt: WINNOW_INTERRUPT_STATUS_*_MASK. Events since the last start that were
// not acknowledged interrupt at once.
void winnow_enable_interrupts(struct winnow_device *device, uint32_t events);

// To be called by the interrupt's handler: acknowledges what has happened, adds it to device->events, and returns it.
uint32_t winnow_interrupt(struct winnow_device *device);

// Waits until the interrupt handler has seen one of these events, at most so many polls of memory.
int winnow_wait_event(struct winnow_device *device, uint32_t events, uint32_t polls);

// All counters; they go on meanwhile, but the two halves of `cycles` belong together.
int winnow_read_counters(struct winnow_device *device, struct winnow_counters *counters);
void winnow_clear_counters(struct winnow_device *device);

// The first error that is flagged, or WINNOW_OK; with `flags` also all of them, as the register ERRORS has them.
int winnow_errors(struct winnow_device *device, uint32_t *flags);
void winnow_clear_errors(struct winnow_device *device);

// A short English sentence for what a function returned; never NULL.
const char *winnow_error_text(int error);

// Registers are read and written by these two alone. Without WINNOW_EXTERNAL_MMIO they are plain volatile accesses; with
// it the user defines them, say because addresses must be mapped first, or in a simulation.
#ifdef WINNOW_EXTERNAL_MMIO
uint32_t winnow_read_register(uintptr_t address);
void winnow_write_register(uintptr_t address, uint32_t value);
#else
static inline uint32_t winnow_read_register(uintptr_t address) {
    return *(volatile uint32_t *)address;
}

static inline void winnow_write_register(uintptr_t address, uint32_t value) {
    *(volatile uint32_t *)address = value;
}
#endif

#ifdef __cplusplus
}
#endif

#endif
