package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// whipClient is the HTTP half of a WHIP client.
type whipClient struct {
	endpoint string
	token    string
	session  *url.URL
}

var client = &http.Client{Timeout: 10 * time.Second}

// post gives the offer and returns the answer, RFC 9725 section 4.2.
func (w *whipClient) post(offer string) (string, error) {
	answer, body, err := w.call(http.MethodPost, w.endpoint, "application/sdp", offer)
	if err != nil {
		return "", err
	}
	if answer.StatusCode != http.StatusCreated {
		return "", fmt.Errorf("refused with %d: %s", answer.StatusCode, body)
	}
	// Relative to where a redirect has led.
	w.session, err = answer.Request.URL.Parse(answer.Header.Get("Location"))
	return body, err
}

// delete ends the session and returns the status; 0 when there was no answer or no session.
func (w *whipClient) delete() int {
	if w.session == nil {
		return 0
	}
	answer, _, err := w.call(http.MethodDelete, w.session.String(), "", "")
	if err != nil {
		return 0
	}
	return answer.StatusCode
}

func (w *whipClient) call(method, target, mediaType, text string) (*http.Response, string, error) {
	request, err := http.NewRequest(method, target, strings.NewReader(text))
	if err != nil {
		return nil, "", err
	}
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	if w.token != "" {
		request.Header.Set("Authorization", "Bearer "+w.token)
	}
	answer, err := client.Do(request)
	if err != nil {
		return nil, "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return answer, string(body), err
}
