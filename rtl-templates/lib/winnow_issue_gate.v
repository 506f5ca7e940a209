// Lets a job's last step into the rigid part of the pipeline only when its results will find room: the write-out of
// the job before it must be over by then, and the output FIFO must hold all of its beats. Nothing behind the gate
// ever stalls.
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
    localparam integer FULL         = ROWS * BEATS;
    localparam integer BEATS_RIGHT  = ROWS * LAST_BEATS;
    localparam integer BEATS_BOTTOM = LAST_ROWS * BEATS;
    localparam integer BEATS_CORNER = LAST_ROWS * LAST_BEATS;
    localparam integer CREDITS      = 1 << (CREDIT_WIDTH - 1);
    localparam integer ALIKE        = (LAST_ROWS == ROWS && LAST_BEATS == BEATS) ? 1 : 0;

    wire may_end;
    wire ends = step_valid && step_last && may_end;
    wire free;   // the write-out of the job before it will be over
    wire room;   // for all beats of the job

    assign may_end    = free && room;
    assign step_ready = !step_last || may_end;

    // the beats of the job, each number where it is needed
    wire [CREDIT_WIDTH-1:0] beats;
    generate
        if (ALIKE != 0) begin : gen_beats
            assign beats = FULL[CREDIT_WIDTH-1:0];
            wire unused_place = &{1'b0, step_last_group, step_last_tile};
        end else begin : gen_place_beats
            assign beats = step_last_group
                ? (step_last_tile ? BEATS_CORNER[CREDIT_WIDTH-1:0] : BEATS_BOTTOM[CREDIT_WIDTH-1:0])
                : (step_last_tile ? BEATS_RIGHT[CREDIT_WIDTH-1:0] : FULL[CREDIT_WIDTH-1:0]);
        end

        if (FULL == 1) begin : gen_always_free
            assign free = 1'b1;
            wire unused_beats = &{1'b0, beats};
        end else begin : gen_busy
            localparam integer BUSY_WIDTH = $clog2(FULL);
            reg [BUSY_WIDTH-1:0] busy_reg;   // clocks until the next job may end
            wire [CREDIT_WIDTH-1:0] busy = beats - 1'b1;

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
            wire unused_busy = &{1'b0, busy};
        end

        if (ALIKE != 0) begin : gen_room
            // free places that no job has claimed, less those of a job: there is room if it is not negative
            localparam integer FIRST_ROOM = CREDITS - FULL;
            localparam integer CLAIM      = -FULL;
            localparam integer EXCHANGE   = 1 - FULL;
            reg signed [CREDIT_WIDTH-1:0] room_reg;

            always @(posedge clk) begin
                if (ends || popped) begin
                    room_reg <= room_reg + (!ends ? {{(CREDIT_WIDTH - 1){1'b0}}, 1'b1}
                        : popped ? EXCHANGE[CREDIT_WIDTH-1:0] : CLAIM[CREDIT_WIDTH-1:0]);
                end
                if (rst) begin
                    room_reg <= $signed(FIRST_ROOM[CREDIT_WIDTH-1:0]);
                end
            end
            assign room = !room_reg[CREDIT_WIDTH-1];
        end else begin : gen_credit
            reg [CREDIT_WIDTH-1:0] credit_reg;   // free places that no job has claimed

            always @(posedge clk) begin
                credit_reg <= credit_reg + {{(CREDIT_WIDTH - 1){1'b0}}, popped} - (ends ? beats : {CREDIT_WIDTH{1'b0}});
                if (rst) begin
                    credit_reg <= CREDITS[CREDIT_WIDTH-1:0];
                end
            end
            assign room = credit_reg >= beats;
        end
    endgenerate
endmodule

`default_nettype wire
