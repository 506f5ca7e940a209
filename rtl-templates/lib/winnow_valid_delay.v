// A valid bit, CLOCKS clocks later; cleared by reset.
`default_nettype none

module winnow_valid_delay #(
    parameter integer CLOCKS = 3   // at least 1
) (
    input  wire clk,
    input  wire rst,
    input  wire in,
    output wire out
);
    reg  [CLOCKS-1:0] stages;
    wire [CLOCKS:0]   shifted = {stages, in};

    assign out = shifted[CLOCKS];

    always @(posedge clk) begin
        stages <= shifted[CLOCKS-1:0];
        if (rst) begin
            stages <= {CLOCKS{1'b0}};
        end
    end
endmodule

`default_nettype wire
