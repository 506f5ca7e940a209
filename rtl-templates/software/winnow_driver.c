// See winnow_driver.h.
#include "winnow_driver.h"

#include "winnow_registers.h"

#define ALL_ERRORS (WINNOW_ERRORS_FRAME_SHORT_MASK | WINNOW_ERRORS_FRAME_LONG_MASK | WINNOW_ERRORS_TIME_OUT_MASK \
    | WINNOW_ERRORS_MISUSE_MASK)
#define ALL_EVENTS (WINNOW_INTERRUPT_STATUS_DONE_MASK | WINNOW_INTERRUPT_STATUS_FRAME_MASK \
    | WINNOW_INTERRUPT_STATUS_ERROR_MASK)

static uint32_t get(const struct winnow_device *device, uint32_t offset) {
    return winnow_read_register(device->base + offset);
}

static void put(const struct winnow_device *device, uint32_t offset, uint32_t value) {
    winnow_write_register(device->base + offset, value);
}

static int is_busy(const struct winnow_device *device) {
    return (get(device, WINNOW_STATUS) & (WINNOW_STATUS_BUSY_MASK | WINNOW_STATUS_DISCARDING_MASK)) != 0;
}

int winnow_init(struct winnow_device *device, uintptr_t base, const uint32_t *digest) {
    if (device == NULL) {
        return WINNOW_ERROR_ARGUMENT;
    }
    device->base = base;
    device->events = 0;
    if (get(device, WINNOW_ID) != WINNOW_ID_VALUE_CONSTANT) {
        return WINNOW_ERROR_ID;
    }
    if ((get(device, WINNOW_VERSION) & WINNOW_VERSION_MAP_MASK) >> WINNOW_VERSION_MAP_SHIFT != WINNOW_MAP_VERSION) {
        return WINNOW_ERROR_MAP;
    }
    for (uint32_t word = 0; digest != NULL && word < WINNOW_DIGEST_WORDS; ++word) {
        if (get(device, WINNOW_MODEL_DIGEST_0 + 4 * word) != digest[word]) {
            return WINNOW_ERROR_DIGEST;
        }
    }
    winnow_enable_interrupts(device, 0);
    winnow_set_watchdog(device, 0);
    winnow_reset(device, 0);
    winnow_clear_errors(device);
    put(device, WINNOW_INTERRUPT_STATUS, ALL_EVENTS);
    winnow_clear_counters(device);
    return WINNOW_OK;
}

int winnow_start(struct winnow_device *device, uint32_t frames) {
    if (is_busy(device)) {
        return WINNOW_ERROR_BUSY;
    }
    winnow_clear_errors(device);
    put(device, WINNOW_INTERRUPT_STATUS, ALL_EVENTS);
    device->events = 0;
    put(device, WINNOW_FRAMES, frames);
    put(device, WINNOW_CONTROL, WINNOW_CONTROL_START_MASK);
    return WINNOW_OK;
}

void winnow_stop(struct winnow_device *device) {
    put(device, WINNOW_CONTROL, WINNOW_CONTROL_STOP_MASK);
}

int winnow_wait(struct winnow_device *device, uint32_t polls) {
    while (is_busy(device)) {
        if (polls == 0) {
            return WINNOW_ERROR_POLLS;
        }
        --polls;
    }
    return winnow_errors(device, NULL);
}

void winnow_reset(struct winnow_device *device, int discard) {
    put(device, WINNOW_CONTROL, WINNOW_CONTROL_SOFT_RESET_MASK | (discard ? WINNOW_CONTROL_DISCARD_MASK : 0));
}

void winnow_set_watchdog(struct winnow_device *device, uint32_t clocks) {
    put(device, WINNOW_WATCHDOG, clocks);
}

void winnow_enable_interrupts(struct winnow_device *device, uint32_t events) {
    put(device, WINNOW_INTERRUPT_ENABLE, events);
}

uint32_t winnow_interrupt(struct winnow_device *device) {
    uint32_t events = get(device, WINNOW_INTERRUPT_STATUS);
    // what happens between the two accesses stays set, and interrupts again
    put(device, WINNOW_INTERRUPT_STATUS, events);
    device->events |= events;
    return events;
}

int winnow_wait_event(struct winnow_device *device, uint32_t events, uint32_t polls) {
    while ((device->events & events) == 0) {
        if (polls == 0) {
            return WINNOW_ERROR_POLLS;
        }
        --polls;
    }
    return WINNOW_OK;
}

int winnow_read_counters(struct winnow_device *device, struct winnow_counters *counters) {
    if (counters == NULL) {
        return WINNOW_ERROR_ARGUMENT;
    }
    // the low word first: reading it keeps the high one
    uint32_t low = get(device, WINNOW_CYCLES_LOW);
    counters->cycles = (uint64_t)get(device, WINNOW_CYCLES_HIGH) << 32 | low;
    counters->frames_in = get(device, WINNOW_FRAMES_IN);
    counters->frames_out = get(device, WINNOW_FRAMES_OUT);
    counters->last_frame_cycles = get(device, WINNOW_LAST_FRAME_CYCLES);
    counters->input_stalls = get(device, WINNOW_INPUT_STALLS);
    counters->input_waits = get(device, WINNOW_INPUT_WAITS);
    counters->output_stalls = get(device, WINNOW_OUTPUT_STALLS);
    return WINNOW_OK;
}

void winnow_clear_counters(struct winnow_device *device) {
    put(device, WINNOW_CONTROL, WINNOW_CONTROL_CLEAR_COUNTERS_MASK);
}

int winnow_errors(struct winnow_device *device, uint32_t *flags) {
    uint32_t errors = get(device, WINNOW_ERRORS);
    if (flags != NULL) {
        *flags = errors;
    }
    if (errors & WINNOW_ERRORS_TIME_OUT_MASK) {
        return WINNOW_ERROR_TIME_OUT;
    }
    if (errors & WINNOW_ERRORS_FRAME_SHORT_MASK) {
        return WINNOW_ERROR_FRAME_SHORT;
    }
    if (errors & WINNOW_ERRORS_FRAME_LONG_MASK) {
        return WINNOW_ERROR_FRAME_LONG;
    }
    return errors & WINNOW_ERRORS_MISUSE_MASK ? WINNOW_ERROR_MISUSE : WINNOW_OK;
}

void winnow_clear_errors(struct winnow_device *device) {
    put(device, WINNOW_ERRORS, ALL_ERRORS);
}

const char *winnow_error_text(int error) {
    switch (error) {
        case WINNOW_OK: return "no error";
        case WINNOW_ERROR_ARGUMENT: return "a pointer is null";
        case WINNOW_ERROR_ID: return "there is no accelerator at this address: check base address and bitstream";
        case WINNOW_ERROR_MAP: return "the accelerator has another register map: use the driver that was generated with it";
        case WINNOW_ERROR_DIGEST: return "the accelerator was made from another model than expected";
        case WINNOW_ERROR_BUSY: return "a run goes on: wait for its end or reset";
        case WINNOW_ERROR_POLLS: return "the run did not end in time: check that whole frames are sent and results are taken";
        case WINNOW_ERROR_FRAME_SHORT: return "an input frame was too short; it was filled up with zeros";
        case WINNOW_ERROR_FRAME_LONG: return "an input frame was too long; its surplus was dropped";
        case WINNOW_ERROR_TIME_OUT: return "no data passed for as long as the watchdog allows: check sender and receiver";
        case WINNOW_ERROR_MISUSE: return "a start or discard was given while a run went on";
        default: return "unknown error";
    }
}
