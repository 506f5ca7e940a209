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

    reg [CREDIT_WIDTH-1:0] credit_reg;   // free places that no job has claimed
    reg [CREDIT_WIDTH-1:0] busy_reg;     // clocks until the next job may end

    wire [CREDIT_WIDTH-1:0] beats = step_last_group
        ? (step_last_tile ? BEATS_CORNER[CREDIT_WIDTH-1:0] : BEATS_BOTTOM[CREDIT_WIDTH-1:0])
        : (step_last_tile ? BEATS_RIGHT[CREDIT_WIDTH-1:0] : FULL[CREDIT_WIDTH-1:0]);

    wire may_end = busy_reg == {CREDIT_WIDTH{1'b0}} && credit_reg >= beats;
    wire ends    = step_valid && step_last && may_end;

    assign step_ready = !step_last || may_end;

    always @(posedge clk) begin
        credit_reg <= credit_reg + {{(CREDIT_WIDTH - 1){1'b0}}, popped} - (ends ? beats : {CREDIT_WIDTH{1'b0}});
        if (ends) begin
            busy_reg <= beats - 1'b1;
        end else if (busy_reg != {CREDIT_WIDTH{1'b0}}) begin
            busy_reg <= busy_reg - 1'b1;
        end
        if (rst) begin
            credit_reg <= CREDITS[CREDIT_WIDTH-1:0];
            busy_reg   <= {CREDIT_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
