// The stack that a Go program would stand on: pion/srtp and net.UDPConn, a system call a packet.
// Leaner than pion/webrtc, which adds ICE, a demultiplexer, a buffer and a goroutine per stream.
//
// forward TABLE: prints its port, then forwards until killed.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"log"
	"net"
	"net/netip"
	"os"

	"github.com/pion/srtp/v2"
)

const (
	sinkSSRC        = 0x5105ce
	sinkPayloadType = 96
	maxBytes        = 2048
	socketBuffer    = 4 << 20
	replayWindow    = 64 // as pion/webrtc sets it
)

type stream struct {
	context *srtp.Context
	sink    netip.AddrPort
}

func loopback(port uint16) netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), port)
}

func parse(line string) (netip.AddrPort, *stream, error) {
	var local, sink uint16
	var ssrc, payloadType uint32
	var keyText, saltText string
	if _, err := fmt.Sscanf(line, "%d %d %x %d %s %s",
		&local, &sink, &ssrc, &payloadType, &keyText, &saltText); err != nil {
		return netip.AddrPort{}, nil, err
	}
	key, err := hex.DecodeString(keyText)
	if err != nil {
		return netip.AddrPort{}, nil, err
	}
	salt, err := hex.DecodeString(saltText)
	if err != nil {
		return netip.AddrPort{}, nil, err
	}
	context, err := srtp.CreateContext(
		key, salt, srtp.ProtectionProfileAeadAes128Gcm, srtp.SRTPReplayProtection(replayWindow))
	return loopback(local), &stream{context, loopback(sink)}, err
}

func read(file string) map[netip.AddrPort]*stream {
	table, err := os.Open(file)
	if err != nil {
		log.Fatal(err)
	}
	defer table.Close()
	streams := map[netip.AddrPort]*stream{}
	for lines := bufio.NewScanner(table); lines.Scan(); {
		local, stream, err := parse(lines.Text())
		if err != nil {
			log.Fatal(err)
		}
		streams[local] = stream
	}
	return streams
}

func open() *net.UDPConn {
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(loopback(0)))
	if err != nil {
		log.Fatal(err)
	}
	if err := conn.SetReadBuffer(socketBuffer); err != nil {
		log.Fatal(err)
	}
	return conn
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: forward TABLE")
	}
	streams := read(os.Args[1])
	in, out := open(), open()
	fmt.Println(in.LocalAddr().(*net.UDPAddr).Port)
	encrypted, plain := make([]byte, maxBytes), make([]byte, maxBytes)
	for {
		length, source, err := in.ReadFromUDPAddrPort(encrypted)
		if err != nil {
			log.Fatal(err)
		}
		stream := streams[source]
		if stream == nil || length == 0 || encrypted[0] < 128 { // not RTP: RFC 7983 §7
			continue
		}
		packet, err := stream.context.DecryptRTP(plain, encrypted[:length], nil)
		if err != nil {
			continue
		}
		packet[1] = packet[1]&0x80 | sinkPayloadType
		binary.BigEndian.PutUint16(packet[2:], binary.BigEndian.Uint16(packet[2:])+1000)
		binary.BigEndian.PutUint32(packet[8:], sinkSSRC)
		// A sink that has gone is no reason to stop.
		_, _ = out.WriteToUDPAddrPort(packet, stream.sink)
	}
}
