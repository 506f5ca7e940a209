// Proves that winnow_fork gives every beat to every reader exactly once: the beats that a reader has taken are those
// that have passed, or one more. Besides: a reader's valid depends on no ready of the same clock, and stays until it
// is answered; a beat passes as soon as all have it.
`default_nettype none

module winnow_fork_properties #(
    parameter integer BRANCHES = 2
) (
    input wire                clk,
    input wire                rst,
    input wire                s_valid,
    input wire [BRANCHES-1:0] m_ready
);
    wire                s_ready;
    wire [BRANCHES-1:0] m_valid;

    winnow_fork #(
        .BRANCHES(BRANCHES)
    ) u_fork (
        .clk(clk),
        .rst(rst),
        .s_valid(s_valid),
        .s_ready(s_ready),
        .m_valid(m_valid),
        .m_ready(m_ready)
    );

    reg                   started = 1'b0;
    reg                   s_stalled;
    reg  [BRANCHES-1:0]   m_stalled;
    reg                   apart;        // one reader has had a beat that another one has not
    reg  [1:0]            passed;       // beats, modulo 4
    reg  [2*BRANCHES-1:0] taken;        // the same for each reader
    wire [BRANCHES-1:0]   has;          // this reader has the beat that is waiting

    genvar i;
    generate
        for (i = 0; i < BRANCHES; i = i + 1) begin : gen_branch
            wire [1:0] ahead = taken[2*i +: 2] - passed;

            assign has[i] = ahead == 2'd1;

            always @(posedge clk) begin
                taken[2*i +: 2] <= taken[2*i +: 2] + {1'b0, m_valid[i] && m_ready[i]};
                if (rst) begin
                    taken[2*i +: 2] <= 2'd0;
                end
            end

            always @* begin
                if (started) begin
                    assert (ahead <= 2'd1);
                    assert (m_valid[i] == (s_valid && !has[i]));
                    assert (!m_stalled[i] || m_valid[i]);
                end
            end
        end
    endgenerate

    always @(posedge clk) begin
        started   <= 1'b1;
        s_stalled <= s_valid && !s_ready;
        m_stalled <= m_valid & ~m_ready;
        passed    <= passed + {1'b0, s_valid && s_ready};
        apart     <= apart || (has != {BRANCHES{1'b0}} && has != {BRANCHES{1'b1}});
        if (rst) begin
            s_stalled <= 1'b0;
            m_stalled <= {BRANCHES{1'b0}};
            passed    <= 2'd0;
            apart     <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            assume (!s_stalled || s_valid);
            if (s_valid) begin
                assert (s_ready == &(has | m_ready));
            end
            cover (passed == 2'd3 && (BRANCHES == 1 || apart) && !s_valid);
            cover (passed == 2'd2 && has != {BRANCHES{1'b0}} && s_ready);
        end
    end
endmodule

`default_nettype wire
