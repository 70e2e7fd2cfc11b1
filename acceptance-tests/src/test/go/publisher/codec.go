package main

import (
	"bytes"
	"math/rand"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v3"
	"github.com/pion/webrtc/v3/pkg/media"
)

// videoCodec is what there is to know of one whose films are in Annex B.
type videoCodec struct {
	capability webrtc.RTPCodecCapability
	delimiter  byte
	nalType    func(nal []byte) byte
	isKeyFrame func(nalType byte) bool
}

var videoFeedback = []webrtc.RTCPFeedback{
	{Type: "ccm", Parameter: "fir"}, {Type: "nack"}, {Type: "nack", Parameter: "pli"},
}

var videoCodecs = map[string]*videoCodec{
	"H264": {
		capability: webrtc.RTPCodecCapability{
			MimeType:     webrtc.MimeTypeH264,
			ClockRate:    90000,
			SDPFmtpLine:  "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
			RTCPFeedback: videoFeedback,
		},
		delimiter:  9,
		nalType:    func(nal []byte) byte { return nal[0] & 0x1f },
		isKeyFrame: func(nalType byte) bool { return nalType == 5 },
	},
	"H265": {
		capability: webrtc.RTPCodecCapability{
			MimeType:     webrtc.MimeTypeH265,
			ClockRate:    90000,
			SDPFmtpLine:  "level-id=93;profile-id=1;tier-flag=0;tx-mode=SRST",
			RTCPFeedback: videoFeedback,
		},
		delimiter:  35,
		nalType:    func(nal []byte) byte { return nal[0] >> 1 & 0x3f },
		isKeyFrame: func(nalType byte) bool { return 16 <= nalType && nalType <= 21 },
	},
}

// nalUnits without their start codes.
func nalUnits(file []byte) [][]byte {
	var units [][]byte
	for _, unit := range bytes.Split(file, []byte{0, 0, 1}) {
		// The first zero of a start code of four bytes; no unit ends in one of its own.
		if unit = bytes.TrimRight(unit, "\x00"); len(unit) > 0 {
			units = append(units, unit)
		}
	}
	return units
}

// sampleTrack is a track that cuts pictures into packets itself.
type sampleTrack interface {
	webrtc.TrackLocal
	WriteSample(media.Sample) error
}

// newTrack returns Pion's own, but for H265, which this version of Pion does not cut.
func newTrack(codec webrtc.RTPCodecCapability, id string) (sampleTrack, error) {
	if codec.MimeType != webrtc.MimeTypeH265 {
		return webrtc.NewTrackLocalStaticSample(codec, id, "sluice")
	}
	track, err := webrtc.NewTrackLocalStaticRTP(codec, id, "sluice")
	return &h265Track{
		TrackLocalStaticRTP: track,
		sequence:            uint16(rand.Uint32()),
		timestamp:           rand.Uint32(),
	}, err
}

// h265Track sends H265 by RFC 7798: a unit a packet, or fragments of it.
type h265Track struct {
	*webrtc.TrackLocalStaticRTP
	sequence  uint16
	timestamp uint32
}

const (
	h265PayloadBytes = 1188
	h265Fragment     = 49
)

func (t *h265Track) WriteSample(sample media.Sample) error {
	var payloads [][]byte
	for _, nal := range nalUnits(sample.Data) {
		payloads = append(payloads, h265Payloads(nal)...)
	}
	for i, payload := range payloads {
		packet := rtp.Packet{
			Header: rtp.Header{
				Version:        2,
				Marker:         i == len(payloads)-1,
				SequenceNumber: t.sequence,
				Timestamp:      t.timestamp,
			},
			Payload: payload,
		}
		t.sequence++
		if err := t.WriteRTP(&packet); err != nil {
			return err
		}
	}
	t.timestamp += uint32(90000 * sample.Duration / time.Second)
	return nil
}

// h265Payloads is one unit as it is, or its fragments: RFC 7798 section 4.4.3.
func h265Payloads(nal []byte) [][]byte {
	if len(nal) <= h265PayloadBytes {
		return [][]byte{nal}
	}
	header := []byte{nal[0]&0x81 | h265Fragment<<1, nal[1]}
	kind := nal[0] >> 1 & 0x3f
	var payloads [][]byte
	for rest, start := nal[2:], byte(0x80); len(rest) > 0; start = 0 {
		size := h265PayloadBytes - 3
		end := byte(0)
		if size >= len(rest) {
			size, end = len(rest), 0x40
		}
		payload := append(append([]byte{}, header...), start|end|kind)
		payloads = append(payloads, append(payload, rest[:size]...))
		rest = rest[size:]
	}
	return payloads
}
