// Puts the values of a beat into lanes of whole bytes, filled up with the sign or with zeros, and says which bytes of
// the beat count: all, but for a frame's last beat, which may hold fewer values.
`default_nettype none

module winnow_lane_widen #(
    parameter integer VALUES      = 1,   // of a beat
    parameter integer LAST_VALUES = 1,   // of a frame's last beat, 1..VALUES
    parameter integer WIDTH       = 8,   // bits of a value
    parameter integer LANE_WIDTH  = 8,   // bits of a lane, a multiple of 8, at least WIDTH
    parameter integer SIGNED      = 0    // 1: values are two's complement
) (
    input  wire [VALUES*WIDTH-1:0]        values,
    input  wire                           last,
    output wire [VALUES*LANE_WIDTH-1:0]   lanes,
    output wire [VALUES*LANE_WIDTH/8-1:0] keep
);
    localparam integer BYTES = LANE_WIDTH / 8;

    genvar i;
    generate
        for (i = 0; i < VALUES; i = i + 1) begin : gen_lane
            wire fill = SIGNED != 0 && values[i*WIDTH + WIDTH-1];
            wire unused_fill = &{1'b0, fill};   // by lanes that values fill

            assign lanes[i*LANE_WIDTH +: LANE_WIDTH] = {{(LANE_WIDTH - WIDTH){fill}}, values[i*WIDTH +: WIDTH]};
            assign keep[i*BYTES +: BYTES] = {BYTES{!last || i < LAST_VALUES}};
        end
    endgenerate
endmodule

`default_nettype wire
