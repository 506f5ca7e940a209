// Lets a job's last step into the rigid part of the pipeline only when its results will find room: the write-out of
// the job before it must be over by then, and the output FIFO must have room for a whole tile. Nothing behind the gate
// ever stalls. Tiles at the map's edge have fewer beats, but wait for as much room: so the decision, for which the
// decoder waits, is one bit and no comparison.
`default_nettype none

module winnow_issue_gate #(
    parameter integer ROWS         = 2,   // rows of a tile
    parameter integer BEATS        = 2,   // beats of a tile's row
    parameter integer LAST_ROWS    = 1,   // rows of a tile of the last row group
    parameter integer LAST_BEATS   = 1,   // beats of a row of a tile of the last column
    parameter integer CREDIT_WIDTH = 5    // the output FIFO holds 2**(CREDIT_WIDTH - 1) beats
) (
    input  wire clk,
    input  wire rst,
    input  wire step_valid,
    output wire step_ready,
    input  wire step_last,        // last step of a job
    input  wire step_last_group,  // of a job in the last row group
    input  wire step_last_tile,   // of a job in the last column tile
    input  wire popped            // a beat left the output FIFO's memory
);
    localparam integer FULL       = ROWS * BEATS;
    localparam integer RIGHT      = ROWS * LAST_BEATS;
    localparam integer BOTTOM     = LAST_ROWS * BEATS;
    localparam integer CORNER     = LAST_ROWS * LAST_BEATS;
    localparam integer ALIKE      = (CORNER == FULL) ? 1 : 0;
    localparam integer CREDITS    = 1 << (CREDIT_WIDTH - 1);   // at least FULL
    localparam integer FIRST_ROOM = CREDITS - FULL;
    // a job's beats, less 1, and how many more places are free if it claims them while a beat leaves
    localparam integer BUSY_FULL       = FULL - 1;
    localparam integer BUSY_RIGHT      = RIGHT - 1;
    localparam integer BUSY_BOTTOM     = BOTTOM - 1;
    localparam integer BUSY_CORNER     = CORNER - 1;
    localparam integer EXCHANGE_FULL   = 1 - FULL;
    localparam integer EXCHANGE_RIGHT  = 1 - RIGHT;
    localparam integer EXCHANGE_BOTTOM = 1 - BOTTOM;
    localparam integer EXCHANGE_CORNER = 1 - CORNER;

    wire may_end;
    wire ends = step_valid && step_last && may_end;
    wire free;   // the write-out of the job before it will be over
    wire room;   // for a whole tile

    assign may_end    = free && room;
    assign step_ready = !step_last || may_end;

    // the numbers for the job
    wire [CREDIT_WIDTH-1:0] busy;
    wire [CREDIT_WIDTH-1:0] exchange;
    generate
        if (ALIKE != 0) begin : gen_alike
            assign busy     = BUSY_FULL[CREDIT_WIDTH-1:0];
            assign exchange = EXCHANGE_FULL[CREDIT_WIDTH-1:0];
            wire unused_place = &{1'b0, step_last_group, step_last_tile};
        end else begin : gen_by_place
            assign busy = step_last_group
                ? (step_last_tile ? BUSY_CORNER[CREDIT_WIDTH-1:0] : BUSY_BOTTOM[CREDIT_WIDTH-1:0])
                : (step_last_tile ? BUSY_RIGHT[CREDIT_WIDTH-1:0] : BUSY_FULL[CREDIT_WIDTH-1:0]);
            assign exchange = step_last_group
                ? (step_last_tile ? EXCHANGE_CORNER[CREDIT_WIDTH-1:0] : EXCHANGE_BOTTOM[CREDIT_WIDTH-1:0])
                : (step_last_tile ? EXCHANGE_RIGHT[CREDIT_WIDTH-1:0] : EXCHANGE_FULL[CREDIT_WIDTH-1:0]);
        end
        if (FULL == 1) begin : gen_always_free
            assign free = 1'b1;
        end else begin : gen_busy
            localparam integer BUSY_WIDTH = $clog2(FULL);
            reg [BUSY_WIDTH-1:0] busy_reg;   // clocks until the next job may end

            always @(posedge clk) begin
                if (ends) begin
                    busy_reg <= busy[BUSY_WIDTH-1:0];
                end else if (!free) begin
                    busy_reg <= busy_reg - 1'b1;
                end
                if (rst) begin
                    busy_reg <= {BUSY_WIDTH{1'b0}};
                end
            end
            assign free = busy_reg == {BUSY_WIDTH{1'b0}};
        end
    endgenerate

    // Free places that no job has claimed, less those of a whole tile: there is room if it is not negative. The
    // complement of n - 1 is -n.
    reg signed [CREDIT_WIDTH-1:0] room_reg;
    assign room = !room_reg[CREDIT_WIDTH-1];

    always @(posedge clk) begin
        room_reg <= room_reg + $signed(!ends ? {{(CREDIT_WIDTH - 1){1'b0}}, popped} : popped ? exchange : ~busy);
        if (rst) begin
            room_reg <= $signed(FIRST_ROOM[CREDIT_WIDTH-1:0]);
        end
    end
endmodule

`default_nettype wire
