// Proves that winnow_drain_lane has, three clocks after each beat's number that is meant, the value that the beat's
// element holds in the beat's row, whatever the beats before and behind it are; that it reads this element and no
// other, and none for a beat that is not meant; and that all elements see the row that is cleared. The elements show
// anything where they are not read. The five beats' elements and rows are those of winnow_drain_lane_order.mem.
`default_nettype none

module winnow_drain_lane_properties #(
    parameter integer WIDTH = 2
) (
    input wire                clk,
    input wire [2:0]          beat,
    input wire                meant,      // this beat is to be read
    input wire                clear,
    input wire                clear_row,
    input wire [3*WIDTH-1:0]  anything
);
    localparam [9:0] BEAT_ELEMENTS = {2'd0, 2'd1, 2'd1, 2'd0, 2'd2};   // of the beats, the first in the low bits
    localparam [4:0] BEAT_ROWS     = {1'd1, 1'd0, 1'd1, 1'd0, 1'd1};

    (* anyconst *) reg [6*WIDTH-1:0] held;   // by the elements, row by row

    reg                started = 1'b0;
    reg                read_valid = 1'b0;
    reg                read_before = 1'b0;    // a clock ago
    reg                due = 1'b0;            // and two clocks ago: `value` is that of a beat
    reg  [2:0]         read_beat;
    reg  [WIDTH-1:0]   read_value;            // what the beat that was read a clock ago must give
    reg  [WIDTH-1:0]   due_value;
    reg  [3*WIDTH-1:0] read_data;
    wire [2:0]         read_enable;
    wire [2:0]         read_row;
    wire [WIDTH-1:0]   value;

    wire [1:0]         element = BEAT_ELEMENTS >> (read_beat * 2);
    wire               row     = BEAT_ROWS >> read_beat;

    winnow_drain_lane #(
        .ELEMENTS(3),
        .ELEMENT_WIDTH(2),
        .ROW_WIDTH(1),
        .BEATS(5),
        .BEAT_WIDTH(3),
        .WIDTH(WIDTH),
        .ORDER_FILE("sim/formal/winnow_drain_lane_order.mem")
    ) u_lane (
        .clk(clk),
        .beat(beat),
        .read_valid(read_valid),
        .clear(clear),
        .clear_row(clear_row),
        .read_enable(read_enable),
        .read_row(read_row),
        .read_data(read_data),
        .value(value)
    );

    genvar e;
    generate
        for (e = 0; e < 3; e = e + 1) begin : gen_element
            always @(posedge clk) begin
                read_data[e*WIDTH +: WIDTH] <= read_enable[e] ? held >> ((2 * e + read_row[e]) * WIDTH)
                    : anything[e*WIDTH +: WIDTH];
            end
        end
    endgenerate

    always @(posedge clk) begin
        started     <= 1'b1;
        read_valid  <= meant;
        read_beat   <= beat;
        read_before <= read_valid;
        read_value  <= held >> ((2 * element + row) * WIDTH);
        due         <= read_before;
        due_value   <= read_value;
    end

    always @* begin
        assume (beat < 3'd5);
        assume (!clear || !read_valid);   // a bank is drained, or cleared
        if (started) begin
            assert (read_enable == (read_valid ? 3'd1 << element : 3'd0));
            if (clear) begin
                assert (read_row == {3{clear_row}});
            end
            if (due) begin
                assert (value == due_value);
            end
            cover (due && read_before && read_valid && value != read_value && element == 2'd2);
            cover (due && read_before && clear);
        end
    end
endmodule

`default_nettype wire
