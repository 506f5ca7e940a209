// What software wants to know of a run: busy, done, counters, the clocks of the last frame, and silence that lasts
// too long. Frames inside are counted from the first beat in to the last beat out, for a frame that is too long may
// leave before its tlast comes; a run is done when no more are accepted and none is inside.
//
// What a proof would ask: `inside_reg` never goes below zero; `done_event` comes once for each run, in no clock in
// which `accepting` is high or a frame is inside.
`default_nettype none

module winnow_run_monitor #(
    parameter integer INSIDE_WIDTH = 16   // bits of the number of frames that all buffers hold at most
) (
    input  wire        clk,
    input  wire        rst,                // system reset
    input  wire        soft_reset,
    input  wire        clear_counters,
    input  wire [31:0] watchdog,           // clocks without a beat that are an error; 0: none are
    input  wire        latch_cycles,       // cycles_low is being read: keep the other half
    output reg         accelerator_rst,    // a register, for it goes everywhere
    input  wire        accepting,
    input  wire        frame_begins,       // first beat of an input frame passes
    input  wire        frame_ends,         // its tlast passes
    input  wire        input_valid,        // in front of the gate
    input  wire        input_ready,        // of the accelerator
    input  wire        output_valid,
    input  wire        output_ready,
    input  wire        output_last,
    output wire        busy,
    output wire        done,               // the last run has ended
    output wire        done_event,
    output wire        frame_event,        // the last beat of an output frame passes
    output wire        time_out,           // once in a silence
    output reg  [31:0] frames_in,
    output reg  [31:0] frames_out,
    output wire [31:0] cycles_low,
    output reg  [31:0] cycles_high,        // as it was at the last latch_cycles
    output reg  [31:0] last_frame_cycles,
    output reg  [31:0] input_stalls,
    output reg  [31:0] input_waits,
    output reg  [31:0] output_stalls
);
    reg [INSIDE_WIDTH-1:0] inside_reg;   // frames that have begun and have not left

    reg        running_reg;   // busy, a clock later
    reg        done_reg;
    reg [63:0] cycles_reg;
    reg [31:0] frame_reg;     // clocks of the frame that leaves next, so far
    reg [31:0] silence_reg;   // clocks without a beat
    reg        silent_reg;    // and they were reported

    wire run_rst  = rst || soft_reset;
    wire passed   = output_valid && output_ready;
    wire beat     = passed || (accepting && input_valid && input_ready);
    wire is_empty = inside_reg == {INSIDE_WIDTH{1'b0}};

    assign busy        = accepting || !is_empty;
    assign done        = done_reg && !busy;
    assign done_event  = running_reg && !busy && !soft_reset;
    assign frame_event = passed && output_last;
    assign time_out    = busy && !silent_reg && watchdog != 32'd0 && silence_reg >= watchdog;
    assign cycles_low  = cycles_reg[31:0];

    // the run
    always @(posedge clk) begin
        accelerator_rst <= run_rst;
        inside_reg  <= inside_reg + {{(INSIDE_WIDTH - 1){1'b0}}, frame_begins}
            - {{(INSIDE_WIDTH - 1){1'b0}}, frame_event};
        running_reg <= busy;
        done_reg    <= done || done_event;
        frame_reg   <= (frame_event || (is_empty && !frame_begins)) ? 32'd1 : frame_reg + 32'd1;
        silence_reg <= (beat || !busy) ? 32'd0 : silence_reg + {31'd0, !silent_reg};
        silent_reg  <= !beat && busy && (silent_reg || time_out);
        if (run_rst) begin
            inside_reg  <= {INSIDE_WIDTH{1'b0}};
            running_reg <= 1'b0;
            done_reg    <= 1'b0;
            silence_reg <= 32'd0;
            silent_reg  <= 1'b0;
        end
    end

    // the counters
    always @(posedge clk) begin
        frames_in     <= frames_in + {31'd0, frame_ends};
        frames_out    <= frames_out + {31'd0, frame_event};
        cycles_reg    <= cycles_reg + {63'd0, busy};
        input_stalls  <= input_stalls + {31'd0, accepting && input_valid && !input_ready};
        input_waits   <= input_waits + {31'd0, accepting && !input_valid && input_ready};
        output_stalls <= output_stalls + {31'd0, output_valid && !output_ready};
        if (frame_event) begin
            last_frame_cycles <= frame_reg;
        end
        if (latch_cycles) begin
            cycles_high <= cycles_reg[63:32];
        end
        if (rst || clear_counters) begin
            frames_in         <= 32'd0;
            frames_out        <= 32'd0;
            cycles_reg        <= 64'd0;
            cycles_high       <= 32'd0;
            last_frame_cycles <= 32'd0;
            input_stalls      <= 32'd0;
            input_waits       <= 32'd0;
            output_stalls     <= 32'd0;
        end
    end
endmodule

`default_nettype wire
