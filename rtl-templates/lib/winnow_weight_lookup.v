// Turns a step's code into a weight through the codebook. One clock of latency, never stalls. A step of a job without
// weights gets the weight 0.
`default_nettype none

module winnow_weight_lookup #(
    parameter integer CODE_WIDTH    = 4,   // bits of a code, that of its range above it if there are several
    parameter integer CODES         = 16,  // entries of the codebook
    parameter integer WEIGHT_WIDTH  = 10,  // bits of a weight, two's complement
    parameter         CODEBOOK_FILE = ""   // weights, one per word
) (
    input  wire                           clk,
    input  wire                           step_empty,
    input  wire [CODE_WIDTH-1:0]          step_code,
    output wire signed [WEIGHT_WIDTH-1:0] weight
);
    reg                     empty_reg;
    wire [WEIGHT_WIDTH-1:0] entry;

    assign weight = empty_reg ? {WEIGHT_WIDTH{1'b0}} : entry;

    winnow_rom #(
        .WIDTH(WEIGHT_WIDTH),
        .DEPTH(CODES),
        .ADDR_WIDTH(CODE_WIDTH),
        .FILE(CODEBOOK_FILE)
    ) u_codebook (
        .clk(clk),
        .enable(1'b1),
        .address(step_code),
        .data(entry)
    );

    always @(posedge clk) begin
        empty_reg <= step_empty;
    end
endmodule

`default_nettype wire
