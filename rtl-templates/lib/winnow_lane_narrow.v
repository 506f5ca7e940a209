// Takes the values of a beat out of lanes of whole bytes: the low WIDTH bits of each.
`default_nettype none

module winnow_lane_narrow #(
    parameter integer VALUES     = 1,   // of a beat
    parameter integer WIDTH      = 8,   // bits of a value
    parameter integer LANE_WIDTH = 8    // bits of a lane, at least WIDTH
) (
    input  wire [VALUES*LANE_WIDTH-1:0] lanes,
    output wire [VALUES*WIDTH-1:0]      values
);
    genvar i;
    generate
        for (i = 0; i < VALUES; i = i + 1) begin : gen_value
            assign values[i*WIDTH +: WIDTH] = lanes[i*LANE_WIDTH +: WIDTH];
        end
    endgenerate

    // what the lanes have above the values
    wire unused_lanes = &{1'b0, lanes};
endmodule

`default_nettype wire
