// Receives bytes from a serial line: a start bit (low), 8 data bits, lowest first, a stop bit (high). Every bit is
// looked at in its middle, counted from the falling edge that began the byte; an edge whose start bit is high again by
// its middle was a glitch. At a stop bit that is low (another speed, or a break) the byte is dropped and reported, and
// the line has to rise before the next byte can begin.
`default_nettype none

module winnow_uart_receiver #(
    parameter integer CLOCKS_PER_BIT = 12   // at least 8
) (
    input  wire       clk,
    input  wire       rst,
    input  wire       rx,              // asynchronous
    output wire       m_bit_valid,     // a data bit, in the order of the line
    output wire       m_bit,
    output reg        m_valid,         // a whole byte, for one clock
    output reg  [7:0] m_data,          // stays until the next byte's first data bit
    output reg        error_framing    // a byte without a stop bit, for one clock
);
    localparam integer PHASE_WIDTH = $clog2(CLOCKS_PER_BIT);
    localparam integer WHOLE       = CLOCKS_PER_BIT - 1;
    localparam integer HALF        = CLOCKS_PER_BIT / 2 - 1;

    localparam [3:0] PLACE_START = 4'd9;   // then the data bits, 8 to 1
    localparam [3:0] PLACE_STOP  = 4'd0;

    reg [2:0]             line_reg;    // [0] may be metastable, [2] is a clock older than [1]
    reg                   active_reg;
    reg [3:0]             place_reg;   // bits to come after this one
    reg [PHASE_WIDTH-1:0] phase_reg;   // clocks to the middle of this bit

    wire line    = line_reg[1];
    wire falling = line_reg[2] && !line;
    wire middle  = active_reg && phase_reg == {PHASE_WIDTH{1'b0}};
    wire start   = place_reg == PLACE_START;
    wire stop    = place_reg == PLACE_STOP;

    assign m_bit_valid = middle && !start && !stop;
    assign m_bit       = line;

    always @(posedge clk) begin
        line_reg <= {line_reg[1:0], rx};
        if (!active_reg) begin
            active_reg <= falling;
            place_reg  <= PLACE_START;
            phase_reg  <= HALF[PHASE_WIDTH-1:0];
        end else if (middle) begin
            active_reg <= !(stop || (start && line));
            place_reg  <= place_reg - 1'b1;
            phase_reg  <= WHOLE[PHASE_WIDTH-1:0];
        end else begin
            phase_reg  <= phase_reg - 1'b1;
        end
        if (m_bit_valid) begin
            m_data <= {line, m_data[7:1]};
        end
        m_valid       <= middle && stop && line;
        error_framing <= middle && stop && !line;
        if (rst) begin
            line_reg      <= 3'b111;
            active_reg    <= 1'b0;
            m_valid       <= 1'b0;
            error_framing <= 1'b0;
        end
    end
endmodule

`default_nettype wire
