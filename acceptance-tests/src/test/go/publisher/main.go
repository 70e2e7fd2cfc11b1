// Publishes a file of H264 or H265 and a file of Opus by WHIP (RFC 9725) with Pion, in real time.
//
//	publisher [-codec H265] [-video pictures.h264] [-audio sound.ogg] [-deaf] [-again] [-token T] URL
//
// It tells on standard output what happens, a line each: `connected`, `picture N at MILLIS` for the
// first picture and for each that it jumped to, `deleted STATUS`. It ends its session and itself
// when the files end, on SIGTERM, and when its standard input is closed.
//
// With -again it publishes for as long as it is not told to end: when it is refused, when nothing was
// heard of the server for three seconds, and when the files end, it says why and begins anew.
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

// What a publisher that does not give up waits between two tries.
const pause = 250 * time.Millisecond

func main() {
	codecName := flag.String("codec", "H264", "of the pictures")
	video := flag.String("video", "", "pictures: Annex B, each access unit begun by a delimiter; none without")
	audio := flag.String("audio", "", "sound: Opus in Ogg, one packet of 20 ms a page; none without")
	fps := flag.Int("fps", 30, "pictures a second")
	videoPayloadType := flag.Int("video-pt", 102, "payload type of the pictures")
	audioPayloadType := flag.Int("audio-pt", 111, "payload type of Opus")
	deaf := flag.Bool("deaf", false, "send nothing again, whatever is asked for; key frames are sent")
	again := flag.Bool("again", false, "publish again, whatever happens")
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

	session := func(told context.Context) error {
		peer, err := newPeer(codec, webrtc.PayloadType(*videoPayloadType), webrtc.PayloadType(*audioPayloadType), *deaf, *again, film)
		if err != nil {
			return err
		}
		defer peer.close()
		return publish(told, film, peer, &whipClient{endpoint: flag.Arg(0), token: *token})
	}
	told := untilTold()
	err = session(told)
	for *again && told.Err() == nil {
		fmt.Println("again after", err)
		time.Sleep(pause)
		err = session(told)
	}
	if !*again {
		must(err)
	}
}

// publish holds one session until the film or `told` ends.
func publish(told context.Context, film *film, peer *peer, whip *whipClient) error {
	if err := peer.open(whip); err != nil {
		return err
	}
	fmt.Println("connected")
	err := film.play(told, peer)
	if err == nil || !peer.impatient {
		fmt.Println("deleted", whip.delete())
	}
	return err
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
