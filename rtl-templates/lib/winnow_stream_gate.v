// Lets a number of frames into the accelerator, or as many as come until `stop`, and looks at their lengths. It opens
// and closes between frames only, and never takes back a beat that it has offered: a frame whose first beat waits
// goes in whole. It counts by tlast, as the frame guard behind it does, so both see the same frames.
`default_nettype none

module winnow_stream_gate #(
    parameter integer BEATS = 16   // beats of a frame
) (
    input  wire        clk,
    input  wire        rst,
    input  wire        soft_reset,      // ends the run
    input  wire        start,
    input  wire [31:0] frames,          // to accept, looked at in the clock of `start`; 0: until `stop`
    input  wire        stop,
    input  wire        discard,         // throw away beats until one with s_last is gone; with soft_reset, too
    input  wire        busy,
    input  wire        s_valid,
    output wire        s_ready,
    input  wire        s_last,
    output wire        m_valid,
    input  wire        m_ready,
    output reg         accepting,
    output reg         discarding,
    output wire        in_frame,
    output wire        frame_begins,    // its first beat passes
    output wire        frame_ends,      // its beat with s_last passes
    output wire        frame_short,     // it ends with too few beats
    output wire        frame_long,      // its last beat passes, without s_last
    output wire        misuse           // a start or discard that is not possible now
);
    localparam integer COUNT_WIDTH = $clog2(BEATS + 1);
    localparam integer LAST        = BEATS - 1;
    localparam integer BEYOND      = BEATS;

    reg [COUNT_WIDTH-1:0] count_reg;     // beats of the frame so far; BEATS for all that are too many
    reg [31:0]            left_reg;      // frames to accept
    reg                   endless_reg;   // accepts until it is stopped
    reg                   stop_reg;

    wire beat    = m_valid && m_ready;
    wire at_last = count_reg == LAST[COUNT_WIDTH-1:0];
    wire beyond  = count_reg == BEYOND[COUNT_WIDTH-1:0];
    wire enough  = stop_reg || (!endless_reg && left_reg == 32'd1);
    wire closes  = frame_ends ? enough : (stop_reg && !in_frame && !s_valid);
    wire free    = !busy && !discarding;

    assign m_valid      = s_valid && accepting;
    assign s_ready      = (m_ready && accepting) || discarding;
    assign in_frame     = count_reg != {COUNT_WIDTH{1'b0}};
    assign frame_begins = beat && !in_frame;
    assign frame_ends   = beat && s_last;
    assign frame_short  = frame_ends && !at_last && !beyond;
    assign frame_long   = beat && at_last && !s_last;
    assign misuse       = !soft_reset && (((start || discard) && !free) || (start && discard));

    always @(posedge clk) begin
        if (beat) begin
            count_reg <= s_last ? {COUNT_WIDTH{1'b0}} : beyond ? count_reg : count_reg + 1'b1;
        end
        if (frame_ends) begin
            left_reg <= left_reg - 32'd1;
        end
        if (stop) begin
            stop_reg <= 1'b1;
        end
        if (closes) begin
            accepting <= 1'b0;
        end
        if (s_valid && s_last) begin
            discarding <= 1'b0;
        end
        if (start && free) begin
            accepting   <= 1'b1;
            left_reg    <= frames;
            endless_reg <= frames == 32'd0;
            stop_reg    <= stop;
        end
        if (discard && !start && free) begin
            discarding <= 1'b1;
        end
        if (rst || soft_reset) begin
            accepting  <= 1'b0;
            discarding <= discard && !rst;
            count_reg  <= {COUNT_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
