// Proves that winnow_entry_fetch makes of every job its entries' addresses one by one, or one empty step, with the
// job's tag, and the marks of the first and the last; that a step which is not taken stays; that it takes a job when,
// and only when, it has no step or its job's last one is taken.
`default_nettype none

module winnow_entry_fetch_properties #(
    parameter integer COUNT_WIDTH = 2,
    parameter integer START_WIDTH = 3,
    parameter integer TAG_WIDTH   = 1
) (
    input wire                   clk,
    input wire                   rst,
    input wire                   job_valid,
    input wire [START_WIDTH-1:0] job_start,
    input wire [COUNT_WIDTH-1:0] job_count,
    input wire [TAG_WIDTH-1:0]   job_tag,
    input wire                   advance
);
    wire                   job_ready;
    wire                   valid;
    wire                   first;
    wire                   last;
    wire                   empty;
    wire [START_WIDTH-1:0] address;
    wire [TAG_WIDTH-1:0]   tag;

    winnow_entry_fetch #(
        .COUNT_WIDTH(COUNT_WIDTH),
        .START_WIDTH(START_WIDTH),
        .TAG_WIDTH(TAG_WIDTH)
    ) u_fetch (
        .clk(clk),
        .rst(rst),
        .job_valid(job_valid),
        .job_ready(job_ready),
        .job_start(job_start),
        .job_count(job_count),
        .job_tag(job_tag),
        .advance(advance),
        .valid(valid),
        .first(first),
        .last(last),
        .empty(empty),
        .address(address),
        .tag(tag)
    );

    localparam [COUNT_WIDTH-1:0] NONE = {COUNT_WIDTH{1'b0}};

    reg                   started = 1'b0;
    reg                   busy;      // a job is being worked on
    reg [START_WIDTH-1:0] start;     // the job's
    reg [COUNT_WIDTH-1:0] entries;
    reg [TAG_WIDTH-1:0]   job;
    reg [COUNT_WIDTH-1:0] done;      // entries of it that are taken
    reg                   paused;
    reg                   was_empty;
    reg [1:0]             in_a_row;  // jobs without a pause between them

    wire ends = busy && (entries == NONE || done + 1'b1 == entries);

    always @(posedge clk) begin
        started <= 1'b1;
        paused  <= paused || (busy && !advance);
        if (advance && (!busy || ends)) begin
            busy    <= job_valid;
            start   <= job_start;
            entries <= job_count;
            job     <= job_tag;
            done    <= NONE;
            if (job_valid) begin
                was_empty <= was_empty || job_count == NONE;
            end
            in_a_row <= !job_valid ? 2'd0 : (in_a_row == 2'd3) ? 2'd3 : in_a_row + 2'd1;
        end else if (advance) begin
            done <= done + 1'b1;
        end
        if (rst) begin
            busy      <= 1'b0;
            paused    <= 1'b0;
            was_empty <= 1'b0;
            in_a_row  <= 2'd0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            assert (valid == busy);
            assert (job_ready == (advance && (!busy || ends)));
            if (busy) begin
                assert (empty == (entries == NONE));
                assert (first == (done == NONE));
                assert (last == ends);
                assert (tag == job);
                assert (empty || address == start + done);
            end
            cover (in_a_row == 2'd3 && was_empty && paused && ends && entries == {COUNT_WIDTH{1'b1}});
        end
    end
endmodule

`default_nettype wire
