// Turns a step's code into a weight through the codebook, and its position within the output channel into a
// tap: line-buffer word of the channel, ky, kx. One clock of latency, never stalls. A step of a job without weights
// gets the weight 0.
`default_nettype none

module winnow_weight_lookup #(
    parameter integer CODE_WIDTH     = 4,    // bits of a code, that of its range above it if there are several
    parameter integer CODES          = 16,   // entries of the codebook
    parameter integer WEIGHT_WIDTH   = 10,   // bits of a weight, two's complement
    parameter integer POSITION_WIDTH = 4,    // bits of a position
    parameter integer POSITIONS      = 9,    // positions of an output channel
    parameter integer TAP_WIDTH      = 8,    // bits of a tap
    parameter         CODEBOOK_FILE  = "",   // weights, one per word
    parameter         TAP_FILE       = ""    // taps, one per position
) (
    input  wire                           clk,
    input  wire                           step_empty,
    input  wire [POSITION_WIDTH-1:0]      step_position,
    input  wire [CODE_WIDTH-1:0]          step_code,
    output wire signed [WEIGHT_WIDTH-1:0] weight,
    output wire [TAP_WIDTH-1:0]           tap
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

    winnow_rom #(
        .WIDTH(TAP_WIDTH),
        .DEPTH(POSITIONS),
        .ADDR_WIDTH(POSITION_WIDTH),
        .FILE(TAP_FILE)
    ) u_taps (
        .clk(clk),
        .enable(1'b1),
        .address(step_position),
        .data(tap)
    );

    always @(posedge clk) begin
        empty_reg <= step_empty;
    end
endmodule

`default_nettype wire
