// An accelerator by itself on a board, to see how large and how fast it is: its inputs come from a shift register behind the
// serial input, its outputs are folded into the serial output, so that five pins do for any width and nothing is optimised
// away. It computes nothing of use.
`default_nettype none

module winnow_harness #(
    parameter integer IN_WIDTH  = 8,   // bits of s_axis_tdata
    parameter integer OUT_WIDTH = 8    // bits of m_axis_tdata
) (
    input  wire clock_in,
    input  wire uart_rx,
    output reg  uart_tx,
    output reg  led_error,
    output reg  led_busy
);
    wire clk;
    wire rst;

    winnow_board_clock u_clock (
        .clock_in(clock_in),
        .clk(clk),
        .rst(rst)
    );

    // tdata, tvalid and tlast of the input, tready of the output
    reg [IN_WIDTH+2:0] in_reg;
    // tdata, tvalid and tlast of the output
    reg [OUT_WIDTH+1:0] out_reg;

    wire [OUT_WIDTH-1:0] m_axis_tdata;
    wire m_axis_tvalid;
    wire m_axis_tlast;
    wire s_axis_tready;
    wire error_short;
    wire error_long;

    // the name that the accelerator is given for this
    winnow_accelerator u_accelerator (
        .clk(clk),
        .rst(rst),
        .s_axis_tdata(in_reg[IN_WIDTH-1:0]),
        .s_axis_tvalid(in_reg[IN_WIDTH]),
        .s_axis_tready(s_axis_tready),
        .s_axis_tlast(in_reg[IN_WIDTH+1]),
        .m_axis_tdata(m_axis_tdata),
        .m_axis_tvalid(m_axis_tvalid),
        .m_axis_tready(in_reg[IN_WIDTH+2]),
        .m_axis_tlast(m_axis_tlast),
        .error_short(error_short),
        .error_long(error_long)
    );

    always @(posedge clk) begin
        in_reg <= {in_reg[IN_WIDTH+1:0], uart_rx};
        // what the outputs are, or what they were, moved by a bit
        out_reg <= in_reg[0] ? {m_axis_tdata, m_axis_tvalid, m_axis_tlast} : {out_reg[OUT_WIDTH:0], 1'b0};
        uart_tx <= out_reg[OUT_WIDTH+1];
        led_error <= error_short || error_long;
        led_busy <= !s_axis_tready;
    end
endmodule

`default_nettype wire
