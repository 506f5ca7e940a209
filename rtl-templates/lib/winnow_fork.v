// Gives each beat of a stream to every one of its readers, to each when it is ready: a reader that is ahead does not
// wait for the others before it takes a beat, but it gets the next one only when all have taken this one.
`default_nettype none

module winnow_fork #(
    parameter integer BRANCHES = 2   // readers
) (
    input  wire                clk,
    input  wire                rst,
    input  wire                s_valid,
    output wire                s_ready,
    output wire [BRANCHES-1:0] m_valid,
    input  wire [BRANCHES-1:0] m_ready
);
    reg  [BRANCHES-1:0] taken_reg;   // readers that have this beat already
    wire [BRANCHES-1:0] taken = taken_reg | m_ready;

    assign m_valid = {BRANCHES{s_valid}} & ~taken_reg;
    assign s_ready = &taken;

    always @(posedge clk) begin
        if (s_valid) begin
            taken_reg <= s_ready ? {BRANCHES{1'b0}} : taken;
        end
        if (rst) begin
            taken_reg <= {BRANCHES{1'b0}};
        end
    end
endmodule

`default_nettype wire
