// Reset after configuration, and again when a PLL loses its lock: high until 2^(COUNT_WIDTH-1) clocks after `locked`.
// The registers start as configuration leaves them, for there is no other reset yet; FPGAs keep initial values.
`default_nettype none

module winnow_power_on_reset #(
    parameter integer COUNT_WIDTH = 9   // bits of the counter of clocks, at least 2
) (
    input  wire clk,
    input  wire locked,   // of the PLL that makes clk, asynchronous; 1 without one
    output wire rst       // synchronous, active high
);
    reg [1:0]             locked_reg = 2'b00;
    reg [COUNT_WIDTH-1:0] count_reg = {COUNT_WIDTH{1'b0}};

    assign rst = !count_reg[COUNT_WIDTH-1];

    always @(posedge clk) begin
        locked_reg <= {locked_reg[0], locked};
        if (!locked_reg[1]) begin
            count_reg <= {COUNT_WIDTH{1'b0}};
        end else if (rst) begin
            count_reg <= count_reg + {{(COUNT_WIDTH-1){1'b0}}, 1'b1};
        end
    end
endmodule

`default_nettype wire
