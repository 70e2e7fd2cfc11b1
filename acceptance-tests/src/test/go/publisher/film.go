package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/pion/webrtc/v3/pkg/media"
	"github.com/pion/webrtc/v3/pkg/media/h264reader"
	"github.com/pion/webrtc/v3/pkg/media/oggreader"
)

const soundDuration = 20 * time.Millisecond

// picture is one access unit, Annex B.
type picture struct {
	data       []byte
	isKeyFrame bool
}

// film is what is published. Its position only moves forward.
type film struct {
	pictures          []picture
	sounds            [][]byte
	picturesPerSecond int
}

func readPictures(name string) ([]picture, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	reader, err := h264reader.NewReader(file)
	if err != nil {
		return nil, err
	}
	var pictures []picture
	for {
		nal, err := reader.NextNAL()
		if errors.Is(err, io.EOF) {
			return pictures, nil
		}
		if err != nil {
			return nil, err
		}
		if nal.UnitType == h264reader.NalUnitTypeAUD {
			pictures = append(pictures, picture{})
			continue
		}
		if len(pictures) == 0 {
			return nil, errors.New("the first access unit has no delimiter")
		}
		last := &pictures[len(pictures)-1]
		last.data = append(append(last.data, 0, 0, 0, 1), nal.Data...)
		last.isKeyFrame = last.isKeyFrame || nal.UnitType == h264reader.NalUnitTypeCodedSliceIdr
	}
}

func readSounds(name string) ([][]byte, error) {
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	reader, _, err := oggreader.NewWith(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	var sounds [][]byte
	for {
		page, _, err := reader.ParseNextPage()
		if errors.Is(err, io.EOF) {
			return sounds, nil
		}
		if err != nil {
			return nil, err
		}
		if !bytes.HasPrefix(page, []byte("OpusTags")) {
			sounds = append(sounds, page)
		}
	}
}

// play sends in real time until the film or `until` ends. When a key frame is asked for, it jumps to
// the next one: what lies between is never sent, and the timestamps show no gap.
func (f *film) play(until context.Context, to *peer) error {
	begun := time.Now()
	clock := time.NewTicker(time.Millisecond)
	defer clock.Stop()
	pictureDuration := time.Second / time.Duration(f.picturesPerSecond)
	skipped := 0
	isTold := false
	for sentPictures, sentSounds := 0, 0; ; {
		select {
		case <-until.Done():
			return nil
		case <-to.over:
			return errors.New("the connection was lost")
		case <-to.keyFrames:
			next := f.keyFrameFrom(sentPictures + skipped)
			isTold = isTold && next == sentPictures+skipped
			skipped = next - sentPictures
		case <-clock.C:
		}
		elapsed := time.Since(begun)
		if time.Duration(sentPictures)*pictureDuration <= elapsed {
			position := sentPictures + skipped
			if position >= len(f.pictures) {
				return nil
			}
			if !isTold {
				fmt.Println("picture", position, "at", time.Now().UnixMilli())
				isTold = true
			}
			if err := to.video.WriteSample(media.Sample{Data: f.pictures[position].data, Duration: pictureDuration}); err != nil {
				return err
			}
			sentPictures++
		}
		if time.Duration(sentSounds)*soundDuration <= elapsed {
			position := sentSounds + int(time.Duration(skipped)*pictureDuration/soundDuration)
			if position < len(f.sounds) {
				if err := to.audio.WriteSample(media.Sample{Data: f.sounds[position], Duration: soundDuration}); err != nil {
					return err
				}
			}
			sentSounds++
		}
	}
}

// keyFrameFrom returns the position of the first key frame at or after `position`; past the end when
// there is none.
func (f *film) keyFrameFrom(position int) int {
	for position < len(f.pictures) && !f.pictures[position].isKeyFrame {
		position++
	}
	return position
}
