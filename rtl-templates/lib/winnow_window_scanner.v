// Turns a pool's jobs into steps: every tap of the window in turn, one a clock, in the job's own channel.
`default_nettype none

module winnow_window_scanner #(
    parameter integer KERNEL_HEIGHT = 2,   // rows of the window
    parameter integer KERNEL_WIDTH  = 2,   // columns of the window
    parameter integer KY_WIDTH      = 1,   // at least clog2(KERNEL_HEIGHT) and 1
    parameter integer KX_WIDTH      = 1,   // at least clog2(KERNEL_WIDTH) and 1
    parameter integer TAG_WIDTH     = 4    // bits of what travels with a job
) (
    input  wire                 clk,
    input  wire                 rst,
    input  wire                 job_valid,
    output wire                 job_ready,
    input  wire [TAG_WIDTH-1:0] job_tag,
    output reg                  step_valid,
    input  wire                 step_ready,
    output wire                 step_first,
    output wire                 step_last,
    output reg  [KY_WIDTH-1:0]  step_ky,
    output reg  [KX_WIDTH-1:0]  step_kx,
    output reg  [TAG_WIDTH-1:0] step_tag
);
    localparam integer KY_LAST = KERNEL_HEIGHT - 1;
    localparam integer KX_LAST = KERNEL_WIDTH - 1;

    wire row_end = step_kx == KX_LAST[KX_WIDTH-1:0];

    assign step_first = step_ky == {KY_WIDTH{1'b0}} && step_kx == {KX_WIDTH{1'b0}};
    assign step_last  = step_ky == KY_LAST[KY_WIDTH-1:0] && row_end;
    assign job_ready  = !step_valid || (step_ready && step_last);

    always @(posedge clk) begin
        if (job_ready) begin
            step_valid <= job_valid;
            step_ky    <= {KY_WIDTH{1'b0}};
            step_kx    <= {KX_WIDTH{1'b0}};
            step_tag   <= job_tag;
        end else if (step_ready) begin
            step_kx <= row_end ? {KX_WIDTH{1'b0}} : step_kx + 1'b1;
            if (row_end) begin
                step_ky <= step_ky + 1'b1;
            end
        end
        if (rst) begin
            step_valid <= 1'b0;
        end
    end
endmodule

`default_nettype wire
