// Proves that winnow_packed_decoder makes of every job, any one, in whatever order four different ones come and however
// they are offered and its steps taken, exactly its steps: positions, codes, tag, the mark of the last, and one empty
// step for the job without entries. A step stays while it is refused. The jobs are:
//
//   job  words  entries (code, skip)
//   0    0, 1   (1, 1) (0, 3) (1, 2)          the second entry lies in both words, the last one ends with its word
//   1    none   none
//   2    2      (0, 2)
//   3    3..5   (1, 3) (0, 1) (1, 1) (0, 1)
//
// An entry is, lowest bit first: 0, code (a skip of 1), or 1, code, skip - 2. A word has four bits.
`default_nettype none

module winnow_packed_decoder_properties (
    input wire       clk,
    input wire       rst,
    input wire       job_valid,
    input wire [1:0] job,
    input wire       job_tag,
    input wire       step_ready,
    input wire       choose      // this job is the one to follow, if none is
);
    localparam [11:0] STARTS    = {3'd3, 3'd2, 3'd2, 3'd0};   // of the jobs, the first in the low bits
    localparam [11:0] COUNTS    = {3'd4, 3'd1, 3'd0, 3'd3};
    localparam [15:0] CODES     = {4'b0101, 4'b0000, 4'b0000, 4'b0101};   // four entries a job, the first lowest
    localparam [47:0] POSITIONS = {3'd5, 3'd4, 3'd3, 3'd2, 9'd0, 3'd1, 12'd0, 3'd0, 3'd5, 3'd3, 3'd0};

    wire       job_ready;
    wire       step_valid;
    wire       step_last;
    wire       step_empty;
    wire [2:0] step_position;
    wire [1:0] step_code;
    wire       step_tag;

    winnow_packed_decoder #(
        .WORD_WIDTH(4),
        .WORDS(6),
        .START_WIDTH(3),
        .COUNT_WIDTH(3),
        .RANGES(1),
        .RANGE_WIDTH(1),
        .ENTRY_WIDTH(3),
        .PREFIX_WIDTH(1),
        .CLASS_WIDTH(1),
        .SIZE_WIDTH(2),
        .CODE_WIDTH(1),
        .SKIP_WIDTH(2),
        .POSITION_WIDTH(3),
        .TAG_WIDTH(1),
        .FILE("sim/formal/winnow_packed_decoder_words.mem"),
        .PREFIX_FILE("sim/formal/winnow_packed_decoder_prefixes.mem"),
        .CLASS_FILE("sim/formal/winnow_packed_decoder_classes.mem")
    ) u_decoder (
        .clk(clk),
        .rst(rst),
        .load_valid(1'b0),
        .load_address(16'd0),
        .load_data(16'd0),
        .job_valid(job_valid),
        .job_ready(job_ready),
        .job_start(STARTS[job*3 +: 3]),
        .job_count(COUNTS[job*3 +: 3]),
        .job_range(1'b0),
        .job_tag(job_tag),
        .step_valid(step_valid),
        .step_ready(step_ready),
        .step_last(step_last),
        .step_empty(step_empty),
        .step_position(step_position),
        .step_code(step_code),
        .step_tag(step_tag)
    );

    wire take     = job_valid && job_ready;
    wire step     = step_valid && step_ready;
    wire job_ends = step && step_last;

    reg       started = 1'b0;
    reg       after_reset;
    reg       stalled;
    reg [7:0] stalled_step;
    reg       was_stalled;
    reg [3:0] level;         // jobs taken whose last step is not
    reg       following;
    reg [3:0] ahead;         // jobs before the one that is followed
    reg [1:0] followed;
    reg       followed_tag;
    reg [2:0] steps;         // of it that are taken
    reg [2:0] in_a_row;      // steps without a pause

    wire [7:0] the_step = {step_last, step_empty, step_position, step_code, step_tag};
    wire [2:0] count    = COUNTS[followed*3 +: 3];
    wire       current  = following && ahead == 4'd0;

    always @(posedge clk) begin
        started      <= 1'b1;
        after_reset  <= rst;
        stalled      <= step_valid && !step_ready;
        stalled_step <= the_step;
        was_stalled  <= was_stalled || stalled;
        level        <= level + {3'd0, take} - {3'd0, job_ends};
        in_a_row     <= !step ? 3'd0 : (in_a_row == 3'd7) ? 3'd7 : in_a_row + 3'd1;
        if (!following && take && choose) begin
            following    <= 1'b1;
            ahead        <= level - {3'd0, job_ends};
            followed     <= job;
            followed_tag <= job_tag;
            steps        <= 3'd0;
        end else if (current && step) begin
            following <= !step_last;
            steps     <= steps + 3'd1;
        end else if (following && job_ends) begin
            ahead <= ahead - 4'd1;
        end
        if (rst) begin
            stalled     <= 1'b0;
            was_stalled <= 1'b0;
            level       <= 4'd0;
            following   <= 1'b0;
            in_a_row    <= 3'd0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            assert (!after_reset || !step_valid);
            assert (!step_valid || level != 4'd0);
            assert (level <= 4'd8);
            assert (!following || ahead < level);
            if (stalled) begin
                assert (step_valid && the_step == stalled_step);
            end
            if (current && step_valid) begin
                assert (step_tag == followed_tag);
                assert (step_empty == (count == 3'd0));
                assert (step_last == (steps + 3'd1 == ((count == 3'd0) ? 3'd1 : count)));
                if (!step_empty) begin
                    assert (step_code == {1'b0, CODES[followed*4 + steps]});
                    assert (step_position == POSITIONS[followed*12 + steps*3 +: 3]);
                end
            end
            cover (in_a_row == 3'd7 && was_stalled);
            cover (current && step && step_last && followed == 2'd3 && in_a_row >= 3'd4 && job == 2'd0);
            cover (current && step && step_last && followed == 2'd1);
        end
    end
endmodule

`default_nettype wire
