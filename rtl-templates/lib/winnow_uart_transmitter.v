// Sends bytes on a serial line: a start bit (low), 8 data bits, lowest first, a stop bit (high). The clock of bit times
// never pauses, so that a waiting byte begins up to one bit time later.
`default_nettype none

module winnow_uart_transmitter #(
    parameter integer CLOCKS_PER_BIT = 12   // at least 8
) (
    input  wire       clk,
    input  wire       rst,
    input  wire [7:0] s_data,
    input  wire       s_valid,
    output wire       s_ready,        // for single clocks
    output wire       m_bit_valid,    // a data bit goes out, in the order of the line
    output wire       m_bit,
    output reg        tx
);
    localparam integer PHASE_WIDTH = $clog2(CLOCKS_PER_BIT);
    localparam integer WHOLE       = CLOCKS_PER_BIT - 1;

    localparam [3:0] BITS = 4'd9;   // after the start bit

    reg [PHASE_WIDTH-1:0] phase_reg;
    reg [3:0]             left_reg;   // bits to come, the stop bit included
    reg [7:0]             shift_reg;

    wire tick = phase_reg == {PHASE_WIDTH{1'b0}};
    wire idle = left_reg == 4'd0;
    wire last = left_reg == 4'd1;

    assign s_ready     = tick && idle;
    assign m_bit_valid = tick && !idle && !last;
    assign m_bit       = shift_reg[0];

    always @(posedge clk) begin
        phase_reg <= tick ? WHOLE[PHASE_WIDTH-1:0] : phase_reg - 1'b1;
        if (tick) begin
            if (idle) begin
                left_reg  <= s_valid ? BITS : 4'd0;
                shift_reg <= s_data;
                tx        <= !s_valid;
            end else begin
                left_reg  <= left_reg - 1'b1;
                shift_reg <= {1'b1, shift_reg[7:1]};   // the stop bit comes from behind the data
                tx        <= shift_reg[0];
            end
        end
        if (rst) begin
            phase_reg <= {PHASE_WIDTH{1'b0}};
            left_reg  <= 4'd0;
            tx        <= 1'b1;
        end
    end
endmodule

`default_nettype wire
