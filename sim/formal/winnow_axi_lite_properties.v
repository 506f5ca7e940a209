// Proves that winnow_axi_lite, with its skids, answers every write and every read once, in order, and nothing else:
// there is a response as long as, and only if, addresses and data were taken that have none yet. A response is the one
// that the register bus gave, and stays until it is taken. On the register bus every request is there once, an
// address with the data that came for it, in the first clock in which it is whole and its response has room.
`default_nettype none

module winnow_axi_lite_properties #(
    parameter integer ADDRESS_WIDTH = 4
) (
    input wire                     clk,
    input wire                     rst,
    input wire [ADDRESS_WIDTH-1:0] s_axi_awaddr,
    input wire [2:0]               s_axi_awprot,
    input wire                     s_axi_awvalid,
    input wire [31:0]              s_axi_wdata,
    input wire [3:0]               s_axi_wstrb,
    input wire                     s_axi_wvalid,
    input wire                     s_axi_bready,
    input wire [ADDRESS_WIDTH-1:0] s_axi_araddr,
    input wire [2:0]               s_axi_arprot,
    input wire                     s_axi_arvalid,
    input wire                     s_axi_rready,
    input wire [1:0]               write_response,
    input wire [31:0]              read_data,
    input wire [1:0]               read_response
);
    wire                     s_axi_awready;
    wire                     s_axi_wready;
    wire [1:0]               s_axi_bresp;
    wire                     s_axi_bvalid;
    wire                     s_axi_arready;
    wire [31:0]              s_axi_rdata;
    wire [1:0]               s_axi_rresp;
    wire                     s_axi_rvalid;
    wire                     write;
    wire [ADDRESS_WIDTH-3:0] write_word;
    wire [31:0]              write_data;
    wire [31:0]              write_mask;
    wire                     read;
    wire [ADDRESS_WIDTH-3:0] read_word;

    winnow_axi_lite #(
        .ADDRESS_WIDTH(ADDRESS_WIDTH)
    ) u_axi_lite (
        .clk(clk),
        .rst(rst),
        .s_axi_awaddr(s_axi_awaddr),
        .s_axi_awprot(s_axi_awprot),
        .s_axi_awvalid(s_axi_awvalid),
        .s_axi_awready(s_axi_awready),
        .s_axi_wdata(s_axi_wdata),
        .s_axi_wstrb(s_axi_wstrb),
        .s_axi_wvalid(s_axi_wvalid),
        .s_axi_wready(s_axi_wready),
        .s_axi_bresp(s_axi_bresp),
        .s_axi_bvalid(s_axi_bvalid),
        .s_axi_bready(s_axi_bready),
        .s_axi_araddr(s_axi_araddr),
        .s_axi_arprot(s_axi_arprot),
        .s_axi_arvalid(s_axi_arvalid),
        .s_axi_arready(s_axi_arready),
        .s_axi_rdata(s_axi_rdata),
        .s_axi_rresp(s_axi_rresp),
        .s_axi_rvalid(s_axi_rvalid),
        .s_axi_rready(s_axi_rready),
        .write(write),
        .write_word(write_word),
        .write_data(write_data),
        .write_mask(write_mask),
        .write_response(write_response),
        .read(read),
        .read_word(read_word),
        .read_data(read_data),
        .read_response(read_response)
    );

    reg                     started = 1'b0;
    reg                     after_reset;
    reg                     b_stalled;
    reg [1:0]               b_stalled_resp;
    reg                     r_stalled;
    reg [1:0]               r_stalled_resp;
    reg [31:0]              r_stalled_data;
    reg [1:0]               aw_open;        // write addresses taken whose response is not taken
    reg [1:0]               w_open;         // the same of write data
    reg [1:0]               ar_open;        // and of read addresses
    reg [ADDRESS_WIDTH-3:0] aw_word;        // the last that was taken
    reg [31:0]              w_data;
    reg [3:0]               w_strobe;
    reg [ADDRESS_WIDTH-3:0] ar_word;
    reg [1:0]               given_bresp;    // by the register bus, for the last write
    reg [1:0]               given_rresp;    // and read
    reg [31:0]              given_rdata;
    reg [1:0]               writes;         // answered
    reg [1:0]               reads;
    reg                     address_first;  // a write was made whose address had waited for its data
    reg                     data_first;

    wire aw_take = s_axi_awvalid && s_axi_awready;
    wire w_take  = s_axi_wvalid && s_axi_wready;
    wire ar_take = s_axi_arvalid && s_axi_arready;
    wire b_send  = s_axi_bvalid && s_axi_bready;
    wire r_send  = s_axi_rvalid && s_axi_rready;

    // taken, and not yet on the register bus
    wire aw_waits = aw_open != {1'b0, s_axi_bvalid};
    wire w_waits  = w_open != {1'b0, s_axi_bvalid};
    wire ar_waits = ar_open != {1'b0, s_axi_rvalid};

    wire [3:0] strobe = w_waits ? w_strobe : s_axi_wstrb;

    always @(posedge clk) begin
        started        <= 1'b1;
        after_reset    <= rst;
        b_stalled      <= s_axi_bvalid && !s_axi_bready;
        b_stalled_resp <= s_axi_bresp;
        r_stalled      <= s_axi_rvalid && !s_axi_rready;
        r_stalled_resp <= s_axi_rresp;
        r_stalled_data <= s_axi_rdata;
        aw_open        <= aw_open + {1'b0, aw_take} - {1'b0, b_send};
        w_open         <= w_open + {1'b0, w_take} - {1'b0, b_send};
        ar_open        <= ar_open + {1'b0, ar_take} - {1'b0, r_send};
        writes         <= writes + {1'b0, b_send};
        reads          <= reads + {1'b0, r_send};
        address_first  <= address_first || (write && aw_waits && !w_waits);
        data_first     <= data_first || (write && w_waits && !aw_waits);
        if (aw_take) begin
            aw_word <= s_axi_awaddr[ADDRESS_WIDTH-1:2];
        end
        if (w_take) begin
            w_data   <= s_axi_wdata;
            w_strobe <= s_axi_wstrb;
        end
        if (ar_take) begin
            ar_word <= s_axi_araddr[ADDRESS_WIDTH-1:2];
        end
        if (write) begin
            given_bresp <= write_response;
        end
        if (read) begin
            given_rresp <= read_response;
            given_rdata <= read_data;
        end
        if (rst) begin
            b_stalled     <= 1'b0;
            r_stalled     <= 1'b0;
            aw_open       <= 2'd0;
            w_open        <= 2'd0;
            ar_open       <= 2'd0;
            writes        <= 2'd0;
            reads         <= 2'd0;
            address_first <= 1'b0;
            data_first    <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            if (after_reset) begin
                assert (!s_axi_bvalid && !s_axi_rvalid);
                assert (s_axi_awready && s_axi_wready && s_axi_arready);
            end
            // responses: as many as requests
            assert (s_axi_bvalid == (aw_open != 2'd0 && w_open != 2'd0));
            assert (s_axi_rvalid == (ar_open != 2'd0));
            if (s_axi_bvalid) begin
                assert (s_axi_bresp == given_bresp);
            end
            if (s_axi_rvalid) begin
                assert (s_axi_rresp == given_rresp && s_axi_rdata == given_rdata);
            end
            if (b_stalled) begin
                assert (s_axi_bvalid && s_axi_bresp == b_stalled_resp);
            end
            if (r_stalled) begin
                assert (s_axi_rvalid && s_axi_rresp == r_stalled_resp && s_axi_rdata == r_stalled_data);
            end
            // requests: one of each may wait
            assert (aw_open <= 2'd1 + {1'b0, s_axi_bvalid} && s_axi_awready == !aw_waits);
            assert (w_open <= 2'd1 + {1'b0, s_axi_bvalid} && s_axi_wready == !w_waits);
            assert (ar_open <= 2'd1 + {1'b0, s_axi_rvalid} && s_axi_arready == !ar_waits);
            // the register bus
            assert (write == ((aw_waits || s_axi_awvalid) && (w_waits || s_axi_wvalid) && !(s_axi_bvalid && !b_send)));
            assert (read == ((ar_waits || s_axi_arvalid) && !(s_axi_rvalid && !r_send)));
            if (write) begin
                assert (write_word == (aw_waits ? aw_word : s_axi_awaddr[ADDRESS_WIDTH-1:2]));
                assert (write_data == (w_waits ? w_data : s_axi_wdata));
                assert (write_mask == {{8{strobe[3]}}, {8{strobe[2]}}, {8{strobe[1]}}, {8{strobe[0]}}});
            end
            if (read) begin
                assert (read_word == (ar_waits ? ar_word : s_axi_araddr[ADDRESS_WIDTH-1:2]));
            end
            cover (writes == 2'd3 && address_first && data_first && !s_axi_bvalid);
            cover (b_stalled && aw_waits && w_waits && r_stalled && ar_waits);
            cover (writes == 2'd2 && reads == 2'd2 && write && read && b_send && r_send);
        end
    end
endmodule

`default_nettype wire
