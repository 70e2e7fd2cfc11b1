// Publishes a file of H264 and a file of Opus by WHIP (RFC 9725) with Pion, in real time.
//
//	publisher -video pictures.h264 -audio sound.ogg [-token T] URL
//
// It tells on standard output what happens, a line each: `connected`, `picture N at MILLIS` for the
// first picture and for each that it jumped to, `deleted STATUS`. It ends its session and itself
// when the files end, on SIGTERM, and when its standard input is closed.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/pion/webrtc/v3"
)

const connectTimeout = 20 * time.Second

func main() {
	video := flag.String("video", "", "pictures: H264, Annex B, each access unit begun by a delimiter")
	audio := flag.String("audio", "", "sound: Opus in Ogg, one packet of 20 ms a page")
	fps := flag.Int("fps", 30, "pictures a second")
	videoPayloadType := flag.Int("video-pt", 102, "payload type of H264")
	audioPayloadType := flag.Int("audio-pt", 111, "payload type of Opus")
	token := flag.String("token", "", "bearer token")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("one argument: the WHIP endpoint")
	}
	pictures, err := readPictures(*video)
	must(err)
	sounds, err := readSounds(*audio)
	must(err)

	peer, err := newPeer(webrtc.PayloadType(*videoPayloadType), webrtc.PayloadType(*audioPayloadType))
	must(err)
	whip := &whipClient{endpoint: flag.Arg(0), token: *token}
	must(peer.open(whip))
	fmt.Println("connected")
	film := &film{pictures: pictures, sounds: sounds, picturesPerSecond: *fps}
	err = film.play(untilTold(), peer)
	fmt.Println("deleted", whip.delete())
	peer.close()
	must(err)
}

// untilTold ends when the parent wants no more of us, also when it has died.
func untilTold() context.Context {
	told, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	ended, end := context.WithCancel(told)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		end()
	}()
	return ended
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
