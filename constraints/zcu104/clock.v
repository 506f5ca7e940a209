// ZCU104's clock: the processing system's, which is on the clock network already; reset until 256 clocks after configuration.
`default_nettype none

module winnow_board_clock (
    input  wire clock_in,   // 200 MHz
    output wire clk,        // 200 MHz
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
