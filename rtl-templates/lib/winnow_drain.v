// Reads the accumulators of a finished frame while the elements work on the next: when all elements have `finished`
// bank `read_bank`, asks for one beat of outputs after the other, as long as there is room behind; then hands the bank
// back and waits for the other. After a reset it first lets the elements clear their accumulators.
`default_nettype none

module winnow_drain #(
    parameter integer ELEMENTS     = 4,    // processing elements
    parameter integer ROWS         = 4,    // rows of an element
    parameter integer ROW_WIDTH    = 3,    // bits of a row, at least clog2(ROWS) and 1
    parameter integer BEATS        = 10,   // beats of outputs of a frame
    parameter integer BEAT_WIDTH   = 4,    // at least clog2(BEATS) and 1
    parameter integer CLOCKS       = 3,    // from `beat` to `m_valid`, at least 3
    parameter integer CREDIT_WIDTH = 5     // the FIFO behind holds 2**(CREDIT_WIDTH - 1) beats
) (
    input  wire                  clk,
    input  wire                  rst,
    output reg                   clear,       // both banks' row `clear_row`
    output reg  [ROW_WIDTH-1:0]  clear_row,
    input  wire [ELEMENTS-1:0]   finished,
    output reg                   read_bank,
    output reg                   read_valid,  // one clock after `beat`
    output wire [BEAT_WIDTH-1:0] beat,
    output reg                   drained,     // pulse: all of the bank is read
    input  wire                  popped,      // a beat left the FIFO's memory
    output wire                  m_valid,     // the values of beat m_beat
    output wire [BEAT_WIDTH-1:0] m_beat
);
    localparam integer ROW_LAST  = ROWS - 1;
    localparam integer BEAT_LAST = BEATS - 1;
    localparam integer CREDITS   = 1 << (CREDIT_WIDTH - 1);

    reg                    ready_reg;     // all elements have finished; not to be trusted while stop_reg
    reg                    stop_reg;      // all beats are asked for
    reg                    last_reg;      // the last beat's rows are being read
    reg                    drained_reg;
    reg [BEAT_WIDTH-1:0]   beat_reg;
    reg [CREDIT_WIDTH-1:0] credit_reg;

    wire request = ready_reg && !stop_reg && credit_reg != {CREDIT_WIDTH{1'b0}};
    wire last    = beat_reg == BEAT_LAST[BEAT_WIDTH-1:0];

    assign beat = beat_reg;

    winnow_valid_delay #(
        .CLOCKS(CLOCKS)
    ) u_valid (
        .clk(clk),
        .rst(rst),
        .in(request),
        .out(m_valid)
    );

    winnow_delay #(
        .WIDTH(BEAT_WIDTH),
        .CLOCKS(CLOCKS)
    ) u_beat (
        .clk(clk),
        .in(beat_reg),
        .out(m_beat)
    );

    always @(posedge clk) begin
        ready_reg   <= &finished;
        read_valid  <= request;
        last_reg    <= request && last;
        drained     <= last_reg;
        drained_reg <= drained;
        stop_reg    <= (stop_reg || (request && last)) && !drained_reg;
        read_bank   <= read_bank ^ drained;
        credit_reg  <= credit_reg + {{(CREDIT_WIDTH - 1){1'b0}}, popped} - {{(CREDIT_WIDTH - 1){1'b0}}, request};
        if (request) begin
            beat_reg <= last ? {BEAT_WIDTH{1'b0}} : beat_reg + 1'b1;
        end
        clear     <= clear && clear_row != ROW_LAST[ROW_WIDTH-1:0];
        clear_row <= clear_row + 1'b1;
        if (rst) begin
            ready_reg   <= 1'b0;
            read_valid  <= 1'b0;
            last_reg    <= 1'b0;
            drained     <= 1'b0;
            drained_reg <= 1'b0;
            stop_reg    <= 1'b0;
            read_bank   <= 1'b0;
            credit_reg  <= CREDITS[CREDIT_WIDTH-1:0];
            beat_reg    <= {BEAT_WIDTH{1'b0}};
            clear       <= 1'b1;
            clear_row   <= {ROW_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
