// iCEBreaker's clock: the 12 MHz oscillator as it is; reset until 256 clocks after configuration, for block RAMs hold their
// contents a few microseconds after it only.
`default_nettype none

module winnow_board_clock (
    input  wire clock_in,   // 12 MHz
    output wire clk,        // 12 MHz
    output wire rst         // synchronous to clk, active high
);
    assign clk = clock_in;

    winnow_power_on_reset u_reset (
        .clk(clk),
        .locked(1'b1),
        .rst(rst)
    );
endmodule

`default_nettype wire
