// Publishes a file of H264 or H265 and a file of Opus by WHIP (RFC 9725) with Pion, in real time.
//
//	publisher [-codec H265] [-video pictures.h264] [-audio sound.ogg] [-deaf] [-token T] URL
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
	codecName := flag.String("codec", "H264", "of the pictures")
	video := flag.String("video", "", "pictures: Annex B, each access unit begun by a delimiter; none without")
	audio := flag.String("audio", "", "sound: Opus in Ogg, one packet of 20 ms a page; none without")
	fps := flag.Int("fps", 30, "pictures a second")
	videoPayloadType := flag.Int("video-pt", 102, "payload type of the pictures")
	audioPayloadType := flag.Int("audio-pt", 111, "payload type of Opus")
	deaf := flag.Bool("deaf", false, "send nothing again, whatever is asked for; key frames are sent")
	token := flag.String("token", "", "bearer token")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("one argument: the WHIP endpoint")
	}
	codec := videoCodecs[*codecName]
	if codec == nil {
		log.Fatal("no such codec: ", *codecName)
	}
	film, err := readFilm(*video, *audio, codec)
	must(err)
	film.picturesPerSecond = *fps

	peer, err := newPeer(codec, webrtc.PayloadType(*videoPayloadType), webrtc.PayloadType(*audioPayloadType), *deaf, film)
	must(err)
	whip := &whipClient{endpoint: flag.Arg(0), token: *token}
	must(peer.open(whip))
	fmt.Println("connected")
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
