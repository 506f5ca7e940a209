// Proves that winnow_word_queue keeps every word, in order, and none twice, as long as its user pops only what it can
// see and pushes only when there is room: one word, any one, is followed from its push to both visible places.
`default_nettype none

module winnow_word_queue_properties #(
    parameter integer WIDTH = 2
) (
    input wire             clk,
    input wire             rst,
    input wire             push,
    input wire [WIDTH-1:0] push_data,
    input wire             pop_one,
    input wire             pop_two,
    input wire             choose      // this word is the one to follow, if none is
);
    wire             have_one;
    wire             have_two;
    wire [WIDTH-1:0] first;
    wire [WIDTH-1:0] second;

    winnow_word_queue #(
        .WIDTH(WIDTH)
    ) u_queue (
        .clk(clk),
        .rst(rst),
        .push(push),
        .push_data(push_data),
        .pop_one(pop_one),
        .pop_two(pop_two),
        .have_one(have_one),
        .have_two(have_two),
        .first(first),
        .second(second)
    );

    reg             started = 1'b0;
    reg [2:0]       level;
    reg             was_full;
    reg             following;
    reg [2:0]       ahead;       // words in front of the one that is followed
    reg [WIDTH-1:0] followed;

    wire [2:0] popped = {1'b0, pop_two, pop_one};

    always @(posedge clk) begin
        started  <= 1'b1;
        level    <= level + {2'd0, push} - popped;
        was_full <= was_full || level == 3'd4;
        if (!following && push && choose) begin
            following <= 1'b1;
            ahead     <= level - popped;
            followed  <= push_data;
        end else if (following) begin
            following <= ahead >= popped;
            ahead     <= ahead - popped;
        end
        if (rst) begin
            level     <= 3'd0;
            was_full  <= 1'b0;
            following <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            assume (!pop_one || (have_one && !pop_two));
            assume (!pop_two || have_two);
            assume (level - popped + {2'd0, push} <= 3'd4);
            assert (have_one == (level >= 3'd1));
            assert (have_two == (level >= 3'd2));
            if (following) begin
                assert (ahead < level);
                assert (ahead != 3'd0 || first == followed);
                assert (ahead != 3'd1 || second == followed);
            end
            cover (was_full && level == 3'd0);
            cover (level == 3'd4 && push && pop_one && following && ahead == 3'd3);
            cover (level == 3'd4 && push && pop_two && following && ahead == 3'd2);
        end
    end
endmodule

`default_nettype wire
