// Joins streams along the channels, row by row: all beats of a row of the first stream, then those of the second, and
// so on. Results go to a FIFO; a beat is taken only when there is room for it.
`default_nettype none

module winnow_concatenate #(
    parameter integer WIDTH        = 8,   // bits of a beat
    parameter integer INPUTS       = 2,   // streams
    parameter integer ROWS         = 4,   // rows of the map
    parameter integer COUNT_WIDTH  = 4,   // bits that hold the beats of a row of any stream
    // beats of a row, per stream, the first in the low bits
    parameter [INPUTS*COUNT_WIDTH-1:0] ROW_BEATS = {INPUTS{{{(COUNT_WIDTH - 1){1'b0}}, 1'b1}}},
    parameter integer CREDIT_WIDTH = 5    // the output FIFO holds 2**(CREDIT_WIDTH - 1) beats
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire [INPUTS*WIDTH-1:0] s_data,       // the first stream in the low bits
    input  wire [INPUTS-1:0]       s_valid,
    output wire [INPUTS-1:0]       s_ready,
    input  wire                    popped,       // a beat left the output FIFO's memory
    output reg                     m_valid,
    output reg  [WIDTH-1:0]        m_data,
    output reg                     m_last        // of the frame
);
    localparam integer ROW_WIDTH  = (ROWS > 1) ? $clog2(ROWS) : 1;
    localparam integer ROW_LAST   = ROWS - 1;
    localparam integer CREDITS    = 1 << (CREDIT_WIDTH - 1);

    reg [INPUTS-1:0]       turn_reg;     // whose turn it is, one bit a stream
    reg [COUNT_WIDTH-1:0]  count_reg;
    reg [ROW_WIDTH-1:0]    row_reg;
    reg [CREDIT_WIDTH-1:0] credit_reg;

    // the stream whose turn it is
    reg [COUNT_WIDTH-1:0] beats;
    reg [WIDTH-1:0]       data;
    integer               i;
    always @* begin
        beats = {COUNT_WIDTH{1'b0}};
        data  = {WIDTH{1'b0}};
        for (i = 0; i < INPUTS; i = i + 1) begin
            beats = beats | (ROW_BEATS[i*COUNT_WIDTH +: COUNT_WIDTH] & {COUNT_WIDTH{turn_reg[i]}});
            data  = data | (s_data[i*WIDTH +: WIDTH] & {WIDTH{turn_reg[i]}});
        end
    end

    wire room     = credit_reg != {CREDIT_WIDTH{1'b0}};
    wire accept   = room && (s_valid & turn_reg) != {INPUTS{1'b0}};
    wire part_end = count_reg == beats - 1'b1;
    wire row_end  = part_end && turn_reg[INPUTS-1];
    wire last_row = row_reg == ROW_LAST[ROW_WIDTH-1:0];

    // the next stream, the first after the last
    wire [2*INPUTS-1:0] turned = {turn_reg, turn_reg} << 1;

    assign s_ready = turn_reg & {INPUTS{room}};

    always @(posedge clk) begin
        credit_reg <= credit_reg + {{(CREDIT_WIDTH - 1){1'b0}}, popped} - {{(CREDIT_WIDTH - 1){1'b0}}, accept};
        if (accept) begin
            count_reg <= part_end ? {COUNT_WIDTH{1'b0}} : count_reg + 1'b1;
            if (part_end) begin
                turn_reg <= turned[2*INPUTS-1:INPUTS];
            end
            if (row_end) begin
                row_reg <= last_row ? {ROW_WIDTH{1'b0}} : row_reg + 1'b1;
            end
        end
        m_valid <= accept;
        m_data  <= data;
        m_last  <= row_end && last_row;
        if (rst) begin
            turn_reg   <= {{(INPUTS - 1){1'b0}}, 1'b1};
            count_reg  <= {COUNT_WIDTH{1'b0}};
            row_reg    <= {ROW_WIDTH{1'b0}};
            credit_reg <= CREDITS[CREDIT_WIDTH-1:0];
            m_valid    <= 1'b0;
        end
    end

    wire unused_turned = &{1'b0, turned[INPUTS-1:0]};
endmodule

`default_nettype wire
