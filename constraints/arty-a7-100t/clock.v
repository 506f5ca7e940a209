// Arty A7's clock: 100 MHz by a PLL whose oscillator runs at 1 GHz, so that another clock is another divider; reset until the
// PLL is locked.
`default_nettype none

module winnow_board_clock (
    input  wire clock_in,   // 100 MHz
    output wire clk,        // 100 MHz
    output wire rst         // synchronous to clk, active high
);
    wire feedback;
    wire clock_out;
    wire locked;

    PLLE2_BASE #(
        .CLKIN1_PERIOD(10.0),
        .DIVCLK_DIVIDE(1),
        .CLKFBOUT_MULT(10),
        .CLKOUT0_DIVIDE(10)
    ) u_pll (
        .CLKIN1(clock_in),
        .CLKFBIN(feedback),
        .CLKFBOUT(feedback),
        .CLKOUT0(clock_out),
        .LOCKED(locked),
        .PWRDWN(1'b0),
        .RST(1'b0)
    );

    BUFG u_buffer (
        .I(clock_out),
        .O(clk)
    );

    winnow_power_on_reset u_reset (
        .clk(clk),
        .locked(locked),
        .rst(rst)
    );
endmodule

`default_nettype wire
