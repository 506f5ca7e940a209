// Offers jobs to a decoder of packed weights and compares every step. For any simulator of Verilog-2001; with Icarus,
// in the folder of all files, every parameter given as -Ppacked_decoder_bench.NAME=VALUE. `jobs.hex` has a job a line:
// start, count, range and tag as 32 bits each; `steps.hex` has a step a line: flags (last 2, empty 1),
// position, code and tag. With STALL = 0 a step must come in every clock from the first to the last. Prints PASS, or
// what is wrong.
`timescale 1ns / 1ps
`default_nettype none

module packed_decoder_bench;
    parameter integer JOBS           = 1;
    parameter integer STEPS          = 1;
    parameter integer STALL          = 0;   // 1: random gaps and stalls
    parameter integer WORD_WIDTH     = 12;
    parameter integer WORDS          = 10;
    parameter integer START_WIDTH    = 4;
    parameter integer COUNT_WIDTH    = 3;
    parameter integer RANGES         = 1;
    parameter integer RANGE_WIDTH    = 1;
    parameter integer ENTRY_WIDTH    = 12;
    parameter integer PREFIX_WIDTH   = 6;
    parameter integer CLASS_WIDTH    = 4;
    parameter integer SIZE_WIDTH     = 4;
    parameter integer CODE_WIDTH     = 4;
    parameter integer SKIP_WIDTH     = 3;
    parameter integer POSITION_WIDTH = 5;
    parameter [RANGES*POSITION_WIDTH-1:0] ORIGINS = {RANGES*POSITION_WIDTH{1'b1}};

    localparam integer TAG_WIDTH = 16;
    localparam integer LIMIT     = 40 * STEPS + 1000;   // clocks; then it hangs

    reg          clk = 1'b0;
    reg          rst = 1'b1;
    reg [127:0]  jobs  [0:JOBS-1];
    reg [127:0]  steps [0:STEPS-1];
    reg [31:0]   dice     = 32'd1;
    integer      offered  = 0;
    integer      received = 0;
    integer      clocks   = 0;
    integer      quiet    = 0;
    integer      faults   = 0;
    reg          accepted = 1'b0;
    reg          refused  = 1'b0;
    reg          job_valid  = 1'b0;
    reg          step_ready = 1'b0;
    reg [127:0]  job        = 128'd0;
    wire         job_ready;
    wire         step_valid;
    wire         step_last;
    wire         step_empty;
    wire [POSITION_WIDTH-1:0]         step_position;
    wire [RANGE_WIDTH+CODE_WIDTH-1:0] step_code;
    wire [TAG_WIDTH-1:0]              step_tag;

    winnow_packed_decoder #(
        .WORD_WIDTH(WORD_WIDTH),
        .WORDS(WORDS),
        .START_WIDTH(START_WIDTH),
        .COUNT_WIDTH(COUNT_WIDTH),
        .RANGES(RANGES),
        .RANGE_WIDTH(RANGE_WIDTH),
        .ENTRY_WIDTH(ENTRY_WIDTH),
        .PREFIX_WIDTH(PREFIX_WIDTH),
        .CLASS_WIDTH(CLASS_WIDTH),
        .SIZE_WIDTH(SIZE_WIDTH),
        .CODE_WIDTH(CODE_WIDTH),
        .SKIP_WIDTH(SKIP_WIDTH),
        .POSITION_WIDTH(POSITION_WIDTH),
        .ORIGINS(ORIGINS),
        .TAG_WIDTH(TAG_WIDTH),
        .FILE("words.mem"),
        .PREFIX_FILE("prefixes.mem"),
        .CLASS_FILE("classes.mem")
    ) dut (
        .clk(clk),
        .rst(rst),
        .load_valid(1'b0),
        .load_address(16'd0),
        .load_data(16'd0),
        .job_valid(job_valid),
        .job_ready(job_ready),
        .job_start(job[96 +: START_WIDTH]),
        .job_count(job[64 +: COUNT_WIDTH]),
        .job_range(job[32 +: RANGE_WIDTH]),
        .job_tag(job[0 +: TAG_WIDTH]),
        .step_valid(step_valid),
        .step_ready(step_ready),
        .step_last(step_last),
        .step_empty(step_empty),
        .step_position(step_position),
        .step_code(step_code),
        .step_tag(step_tag)
    );

    wire [127:0] expected = steps[received];
    wire [65:0]  step     = {step_last, step_empty,
        step_empty ? 32'd0 : {{(32 - POSITION_WIDTH){1'b0}}, step_position},
        step_empty ? 16'd0 : {{(16 - RANGE_WIDTH - CODE_WIDTH){1'b0}}, step_code}, step_tag};
    reg  [65:0]  held;

    initial begin
        $readmemh("jobs.hex", jobs);
        $readmemh("steps.hex", steps);
    end

    always #5 clk = !clk;

    // Inputs change at the falling edge; what the rising edge sees is looked at just before it.
    always @(negedge clk) begin
        dice = dice * 32'd1664525 + 32'd1013904223;
        rst  <= clocks < 5;
        if (clocks >= 5 && (!job_valid || accepted)) begin
            job_valid <= offered < JOBS && (STALL == 0 || dice[31:30] != 2'd0);
            job       <= jobs[offered < JOBS ? offered : 0];
        end
        step_ready <= STALL == 0 || dice[26] ^ (dice[29:28] == 2'd0);
    end

    always @(posedge clk) begin
        clocks   <= clocks + 1;
        accepted <= job_valid && job_ready && !rst;
        if (job_valid && job_ready && !rst) begin
            offered = offered + 1;
        end
        if (refused && (!step_valid || step !== held)) begin
            complain("a refused step changed,", received);
        end
        refused <= step_valid && !step_ready && !rst;
        held    <= step;
        if (step_valid && step_ready && !rst) begin
            if (received >= STEPS) begin
                complain("a surplus step,", received);
            end else if (step !== {expected[97:96], expected[95:64], expected[47:32], expected[15:0]}) begin
                complain("step", received);
            end
            received = received + 1;
        end else if (STALL == 0 && received > 0 && received < STEPS) begin
            complain("a clock without a step before step", received);
        end
        quiet <= received >= STEPS ? quiet + 1 : 0;
        if (clocks == LIMIT) begin
            complain("no end: steps so far", received);
        end
        if (clocks == LIMIT || quiet == 100) begin
            if (faults == 0) begin
                $display("PASS %0d steps", received);
            end
            $finish;
        end
    end

    task complain(input [8*40-1:0] what, input integer number);
        begin
            faults = faults + 1;
            if (faults <= 10) begin
                $display("FAIL in clock %0d: %0s %0d", clocks, what, number);
            end
        end
    endtask
endmodule

`default_nettype wire
