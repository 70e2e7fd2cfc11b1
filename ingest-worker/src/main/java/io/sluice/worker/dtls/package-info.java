/// DTLS 1.2 with `use_srtp`, as client and as server: datagrams in, datagrams and SRTP keys out.
///
/// Thread: one virtual thread for each [DtlsTransport], from its start to its end; it takes
/// datagrams from a bounded queue and calls the sink and the listener.
///
/// Spec: RFC 6347, RFC 5764, RFC 7627, RFC 8122 §5, RFC 8827 §6.5, RFC 8842.
@NullMarked
package io.sluice.worker.dtls;

import org.jspecify.annotations.NullMarked;
