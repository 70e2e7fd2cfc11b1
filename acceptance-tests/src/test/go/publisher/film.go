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

// readFilm leaves out what no file is named for.
func readFilm(video, audio string, codec *videoCodec) (*film, error) {
	film := &film{}
	var err error
	if video != "" {
		if film.pictures, err = readPictures(video, codec); err != nil {
			return nil, err
		}
	}
	if audio != "" {
		film.sounds, err = readSounds(audio)
	}
	return film, err
}

// readPictures takes access units that are begun by a delimiter.
func readPictures(name string, codec *videoCodec) ([]picture, error) {
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var pictures []picture
	for _, nal := range nalUnits(file) {
		kind := codec.nalType(nal)
		if kind == codec.delimiter {
			pictures = append(pictures, picture{})
			continue
		}
		if len(pictures) == 0 {
			return nil, errors.New("the first access unit has no delimiter")
		}
		last := &pictures[len(pictures)-1]
		last.data = append(append(last.data, 0, 0, 0, 1), nal...)
		last.isKeyFrame = last.isKeyFrame || codec.isKeyFrame(kind)
	}
	return pictures, nil
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

// showing is one play of a film.
type showing struct {
	*film
	to              *peer
	begun           time.Time
	pictureDuration time.Duration
	sentPictures    int
	sentSounds      int
	// skipped pictures were never sent; the sound skips as much.
	skipped int
	// jumped: where the next picture comes from has not been told yet.
	jumped bool
}

// play sends in real time until the film or `until` ends. When a key frame is asked for, it jumps to
// the next one: what lies between is never sent, and the timestamps show no gap.
func (f *film) play(until context.Context, to *peer) error {
	s := &showing{
		film:            f,
		to:              to,
		begun:           time.Now(),
		pictureDuration: time.Second / time.Duration(f.picturesPerSecond),
		jumped:          true,
	}
	clock := time.NewTicker(2 * time.Millisecond)
	defer clock.Stop()
	for {
		select {
		case <-until.Done():
			return nil
		case <-to.over:
			return errors.New("the connection was lost")
		case <-to.keyFrames:
			s.jumpToKeyFrame()
		case <-clock.C:
		}
		if s.isOver() {
			return nil
		}
		if err := s.sendWhatIsDue(time.Since(s.begun)); err != nil {
			return err
		}
	}
}

func (s *showing) isOver() bool {
	return s.picturePosition() >= len(s.pictures) && (len(s.pictures) > 0 || s.sentSounds >= len(s.sounds))
}

func (s *showing) picturePosition() int {
	return s.sentPictures + s.skipped
}

func (s *showing) jumpToKeyFrame() {
	position := s.picturePosition()
	for position < len(s.pictures) && !s.pictures[position].isKeyFrame {
		position++
	}
	s.jumped = s.jumped || position != s.picturePosition()
	s.skipped = position - s.sentPictures
}

func (s *showing) sendWhatIsDue(elapsed time.Duration) error {
	if len(s.pictures) > 0 && time.Duration(s.sentPictures)*s.pictureDuration <= elapsed {
		if err := s.sendPicture(); err != nil {
			return err
		}
	}
	if len(s.sounds) > 0 && time.Duration(s.sentSounds)*soundDuration <= elapsed {
		return s.sendSound()
	}
	return nil
}

func (s *showing) sendPicture() error {
	position := s.picturePosition()
	if s.jumped {
		fmt.Println("picture", position, "at", time.Now().UnixMilli())
		s.jumped = false
	}
	s.sentPictures++
	return s.to.video.WriteSample(media.Sample{Data: s.pictures[position].data, Duration: s.pictureDuration})
}

func (s *showing) sendSound() error {
	position := s.sentSounds + int(time.Duration(s.skipped)*s.pictureDuration/soundDuration)
	s.sentSounds++
	if position >= len(s.sounds) {
		return nil
	}
	return s.to.audio.WriteSample(media.Sample{Data: s.sounds[position], Duration: soundDuration})
}
