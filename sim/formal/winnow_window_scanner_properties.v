// Proves that winnow_window_scanner makes of every job all taps of the window, row by row, with the job's tag and the
// marks of the first and the last, and that a step stays while it is refused.
`default_nettype none

module winnow_window_scanner_properties #(
    parameter integer KERNEL_HEIGHT = 2,
    parameter integer KERNEL_WIDTH  = 3,
    parameter integer KY_WIDTH      = 1,
    parameter integer KX_WIDTH      = 2,
    parameter integer TAG_WIDTH     = 2
) (
    input wire                 clk,
    input wire                 rst,
    input wire                 job_valid,
    input wire [TAG_WIDTH-1:0] job_tag,
    input wire                 step_ready
);
    localparam integer TAPS       = KERNEL_HEIGHT * KERNEL_WIDTH;
    localparam integer TAPS_WIDTH = $clog2(TAPS + 1);

    wire                 job_ready;
    wire                 step_valid;
    wire                 step_first;
    wire                 step_last;
    wire [KY_WIDTH-1:0]  step_ky;
    wire [KX_WIDTH-1:0]  step_kx;
    wire [TAG_WIDTH-1:0] step_tag;

    winnow_window_scanner #(
        .KERNEL_HEIGHT(KERNEL_HEIGHT),
        .KERNEL_WIDTH(KERNEL_WIDTH),
        .KY_WIDTH(KY_WIDTH),
        .KX_WIDTH(KX_WIDTH),
        .TAG_WIDTH(TAG_WIDTH)
    ) u_scanner (
        .clk(clk),
        .rst(rst),
        .job_valid(job_valid),
        .job_ready(job_ready),
        .job_tag(job_tag),
        .step_valid(step_valid),
        .step_ready(step_ready),
        .step_first(step_first),
        .step_last(step_last),
        .step_ky(step_ky),
        .step_kx(step_kx),
        .step_tag(step_tag)
    );

    reg                  started = 1'b0;
    reg                  busy;
    reg [TAG_WIDTH-1:0]  job;
    reg [TAPS_WIDTH-1:0] done;       // taps of the job that are taken
    reg                  paused;
    reg [1:0]            in_a_row;   // jobs without a pause between them

    wire ends = done + 1 == TAPS;
    wire free = !busy || (step_ready && ends);

    always @(posedge clk) begin
        started <= 1'b1;
        paused  <= paused || (busy && !step_ready);
        if (free) begin
            busy     <= job_valid;
            job      <= job_tag;
            done     <= {TAPS_WIDTH{1'b0}};
            in_a_row <= !job_valid ? 2'd0 : (in_a_row == 2'd3) ? 2'd3 : in_a_row + 2'd1;
        end else if (step_ready) begin
            done <= done + 1'b1;
        end
        if (rst) begin
            busy     <= 1'b0;
            paused   <= 1'b0;
            in_a_row <= 2'd0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            assert (step_valid == busy);
            assert (job_ready == free);
            if (busy) begin
                assert (done == step_ky * KERNEL_WIDTH + step_kx && step_kx < KERNEL_WIDTH);
                assert (step_tag == job);
                assert (step_first == (done == {TAPS_WIDTH{1'b0}}));
                assert (step_last == ends);
            end
            cover (in_a_row == 2'd2 && paused && ends);
        end
    end
endmodule

`default_nettype wire
