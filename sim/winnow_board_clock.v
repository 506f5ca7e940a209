// The clock of a board for simulation: the one that comes in, and a reset of 16 clocks at power-up. A board's own
// folder has another module of this name, with its oscillator and PLL.
`default_nettype none

module winnow_board_clock (
    input  wire clock_in,
    output wire clk,
    output wire rst
);
    reg [4:0] count_reg = 5'd0;

    assign clk = clock_in;
    assign rst = !count_reg[4];

    always @(posedge clk) begin
        if (rst) begin
            count_reg <= count_reg + 1'b1;
        end
    end
endmodule

`default_nettype wire
