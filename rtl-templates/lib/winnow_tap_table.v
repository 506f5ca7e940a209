// A step's tap by its position within the output channel, from a table. One clock of latency, never stalls.
// A module of its own, so that every memory lies two levels below the top: Yosys elaborates the engines once with the
// default MEMORY_PATH, even if another is set, and reads the files of memories directly in them.
`default_nettype none

module winnow_tap_table #(
    parameter integer TAP_WIDTH      = 9,   // bits of a tap
    parameter integer POSITIONS      = 25,  // positions of an output channel
    parameter integer POSITION_WIDTH = 5,   // bits of a position, at least clog2(POSITIONS) and 1
    parameter         FILE           = ""   // a row per position: tap
) (
    input  wire                      clk,
    input  wire [POSITION_WIDTH-1:0] step_position,
    output wire [TAP_WIDTH-1:0]      tap
);
    winnow_rom #(
        .WIDTH(TAP_WIDTH),
        .DEPTH(POSITIONS),
        .ADDR_WIDTH(POSITION_WIDTH),
        .FILE(FILE)
    ) u_table (
        .clk(clk),
        .enable(1'b1),
        .address(step_position),
        .data(tap)
    );
endmodule

`default_nettype wire
