package main

import (
	"errors"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v3"
)

// peer is one connection that sends a track of pictures and one of sound.
type peer struct {
	connection *webrtc.PeerConnection
	video      sampleTrack
	audio      sampleTrack
	connected  chan struct{}
	over       chan struct{}
	// keyFrames holds one request at the most: those that come before it is answered are the same.
	keyFrames chan struct{}
	// impatient: a server that is not heard is given up, not waited for.
	impatient bool
}

// newPeer has the tracks that the film has something for.
func newPeer(codec *videoCodec, videoPayloadType, audioPayloadType webrtc.PayloadType, deaf, impatient bool, film *film) (*peer, error) {
	// An outage shorter than the server's consent is to end nothing.
	patience := 10 * time.Second
	if impatient {
		patience = 3 * time.Second
	}
	api, err := api(codec, videoPayloadType, audioPayloadType, deaf, patience)
	if err != nil {
		return nil, err
	}
	connection, err := api.NewPeerConnection(webrtc.Configuration{BundlePolicy: webrtc.BundlePolicyMaxBundle})
	if err != nil {
		return nil, err
	}
	p := &peer{
		connection: connection,
		connected:  make(chan struct{}),
		over:       make(chan struct{}),
		keyFrames:  make(chan struct{}, 1),
		impatient:  impatient,
	}
	connection.OnConnectionStateChange(p.changed)
	if len(film.pictures) > 0 {
		if p.video, err = p.send(codec.capability, "picture"); err != nil {
			return nil, err
		}
	}
	if len(film.sounds) > 0 {
		p.audio, err = p.send(opus, "sound")
	}
	return p, err
}

var opus = webrtc.RTPCodecCapability{
	MimeType:    webrtc.MimeTypeOpus,
	ClockRate:   48000,
	Channels:    2,
	SDPFmtpLine: "minptime=10;useinbandfec=1",
}

// api has Pion's usual interceptors: lost packets are sent again when a NACK names them (as they
// were: this version knows no RTX) unless it is deaf, sender reports, transport-wide sequence numbers.
func api(codec *videoCodec, videoPayloadType, audioPayloadType webrtc.PayloadType, deaf bool, patience time.Duration) (*webrtc.API, error) {
	engine := &webrtc.MediaEngine{}
	video := webrtc.RTPCodecParameters{RTPCodecCapability: codec.capability, PayloadType: videoPayloadType}
	if err := engine.RegisterCodec(video, webrtc.RTPCodecTypeVideo); err != nil {
		return nil, err
	}
	audio := webrtc.RTPCodecParameters{RTPCodecCapability: opus, PayloadType: audioPayloadType}
	if err := engine.RegisterCodec(audio, webrtc.RTPCodecTypeAudio); err != nil {
		return nil, err
	}
	interceptors := &interceptor.Registry{}
	if !deaf {
		if err := webrtc.ConfigureNack(engine, interceptors); err != nil {
			return nil, err
		}
	}
	if err := webrtc.ConfigureRTCPReports(interceptors); err != nil {
		return nil, err
	}
	if err := webrtc.ConfigureTWCCSender(engine, interceptors); err != nil {
		return nil, err
	}
	settings := webrtc.SettingEngine{}
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	settings.SetICETimeouts(patience, 25*time.Second, time.Second)
	return webrtc.NewAPI(
		webrtc.WithMediaEngine(engine),
		webrtc.WithInterceptorRegistry(interceptors),
		webrtc.WithSettingEngine(settings)), nil
}

func (p *peer) send(codec webrtc.RTPCodecCapability, id string) (sampleTrack, error) {
	track, err := newTrack(codec, id)
	if err != nil {
		return nil, err
	}
	transceiver, err := p.connection.AddTransceiverFromTrack(
		track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
	if err != nil {
		return nil, err
	}
	go p.readFeedback(transceiver.Sender())
	return track, nil
}

// readFeedback also drives the interceptors, which see only what is read here.
func (p *peer) readFeedback(sender *webrtc.RTPSender) {
	for {
		packets, _, err := sender.ReadRTCP()
		if err != nil {
			return
		}
		for _, packet := range packets {
			switch packet.(type) {
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				select {
				case p.keyFrames <- struct{}{}:
				default:
				}
			}
		}
	}
}

// open offers with all candidates and waits until the connection is up.
func (p *peer) open(whip *whipClient) error {
	offer, err := p.connection.CreateOffer(nil)
	if err != nil {
		return err
	}
	gathered := webrtc.GatheringCompletePromise(p.connection)
	if err := p.connection.SetLocalDescription(offer); err != nil {
		return err
	}
	<-gathered
	answer, err := whip.post(p.connection.LocalDescription().SDP)
	if err != nil {
		return err
	}
	description := webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}
	if err := p.connection.SetRemoteDescription(description); err != nil {
		return err
	}
	select {
	case <-p.connected:
		return nil
	case <-p.over:
		return errors.New("the connection failed")
	case <-time.After(connectTimeout):
		return errors.New("no connection came about")
	}
}

// changed is called once at a time.
func (p *peer) changed(state webrtc.PeerConnectionState) {
	switch state {
	case webrtc.PeerConnectionStateConnected:
		closeOnce(p.connected)
	case webrtc.PeerConnectionStateDisconnected:
		if p.impatient {
			closeOnce(p.over)
		}
	case webrtc.PeerConnectionStateFailed, webrtc.PeerConnectionStateClosed:
		closeOnce(p.over)
	}
}

func closeOnce(done chan struct{}) {
	select {
	case <-done:
	default:
		close(done)
	}
}

func (p *peer) close() {
	_ = p.connection.Close()
}
