// Picks the non-zero activations out of beats of VALUES activations, one a clock, lowest first, and says to which
// column of the weight matrix each belongs. A beat of zeros takes one clock. The last of a frame carries the end mark;
// if the frame's last beat is all zeros, a zero does.
`default_nettype none

module winnow_nonzero_scan #(
    parameter integer WIDTH        = 8,   // bits of an activation
    parameter integer VALUES       = 4,   // activations of a beat
    parameter integer COLUMN_WIDTH = 4,   // bits of a column: beat of the frame above place in the beat
    parameter [VALUES-1:0] LAST_MASK = {VALUES{1'b1}}   // which activations a frame's last beat has
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire [VALUES*WIDTH-1:0] s_data,
    input  wire                    s_last,        // last beat of a frame
    input  wire                    s_valid,
    output wire                    s_ready,
    input  wire                    room,          // all who listen can take one more
    output wire                    sent,          // one is on its way
    output reg                     m_valid,       // the same, one clock later
    output reg                     m_end,
    output reg  [COLUMN_WIDTH-1:0] m_column,
    output reg  [WIDTH-1:0]        m_activation
);
    localparam integer STRIDE = 1 << $clog2(VALUES);   // columns from beat to beat

    reg [COLUMN_WIDTH-1:0] column_reg;   // of the beat's first activation
    reg [VALUES-1:0]       sent_reg;     // activations of the beat that are sent

    wire [VALUES-1:0] nonzero;
    wire [VALUES-1:0] first  = nonzero & (~nonzero + 1'b1);
    wire              more   = nonzero != first;
    wire              needed = s_last || nonzero != {VALUES{1'b0}};

    reg [COLUMN_WIDTH-1:0] place;
    reg [WIDTH-1:0]        activation;
    integer k;

    always @* begin
        place      = {COLUMN_WIDTH{1'b0}};
        activation = {WIDTH{1'b0}};
        for (k = 0; k < VALUES; k = k + 1) begin
            if (first[k]) begin
                place      = place | k[COLUMN_WIDTH-1:0];
                activation = activation | s_data[k*WIDTH +: WIDTH];
            end
        end
    end

    genvar i;
    generate
        for (i = 0; i < VALUES; i = i + 1) begin : gen_value
            assign nonzero[i] = s_data[i*WIDTH +: WIDTH] != {WIDTH{1'b0}} && !sent_reg[i] && (!s_last || LAST_MASK[i]);
        end
    endgenerate

    assign sent    = s_valid && needed && room;
    assign s_ready = (room || !needed) && !more;

    always @(posedge clk) begin
        m_valid      <= sent;
        m_end        <= s_last && !more;
        m_column     <= column_reg | place;
        m_activation <= activation;
        if (s_valid && s_ready) begin
            sent_reg   <= {VALUES{1'b0}};
            column_reg <= s_last ? {COLUMN_WIDTH{1'b0}} : column_reg + STRIDE[COLUMN_WIDTH-1:0];
        end else if (sent) begin
            sent_reg <= sent_reg | first;
        end
        if (rst) begin
            m_valid    <= 1'b0;
            sent_reg   <= {VALUES{1'b0}};
            column_reg <= {COLUMN_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
