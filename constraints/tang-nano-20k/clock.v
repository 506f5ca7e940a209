// Tang Nano 20K's clock: 27 MHz / 4 * 9 = 60.75 MHz by a PLL whose oscillator runs at 972 MHz; reset until the PLL
// is locked.
`default_nettype none

module winnow_board_clock (
    input  wire clock_in,   // 27 MHz
    output wire clk,        // 60.75 MHz
    output wire rst         // synchronous to clk, active high
);
    wire locked;

    rPLL #(
        .DEVICE("GW2AR-18C"),
        .FCLKIN("27"),
        .IDIV_SEL(3),    // divides the input by one more
        .FBDIV_SEL(8),   // multiplies it by one more
        .ODIV_SEL(16)
    ) u_pll (
        .CLKIN(clock_in),
        .CLKOUT(clk),
        .LOCK(locked),
        .CLKOUTP(),
        .CLKOUTD(),
        .CLKOUTD3(),
        .CLKFB(1'b0),
        .RESET(1'b0),
        .RESET_P(1'b0),
        .FBDSEL(6'b0),
        .IDSEL(6'b0),
        .ODSEL(6'b0),
        .PSDA(4'b0),
        .DUTYDA(4'b0),
        .FDLY(4'b0)
    );

    winnow_power_on_reset u_reset (
        .clk(clk),
        .locked(locked),
        .rst(rst)
    );
endmodule

`default_nettype wire
